import Engine
import Records
import Stages

/// A question and what stages hold of it, as text and as JSON.
enum QuestionText {
    static func text(_ id: String, _ search: QuestionSearch) -> String {
        var text = "question \(FaultRenderer.printable(id))\n"
        if let question = search.question {
            var facts = [
                ("source", "\(question.source)/\(question.split)"),
                ("asks for", question.capability.rawValue), ("text", question.text),
                ("answer", question.answer),
            ]
            if !question.choices.isEmpty {
                facts.append(("choices", question.choices.joined(separator: " | ")))
            }
            for picture in question.pictures {
                let shard = search.shardFolder.map { "\($0)/\(picture.shard).tar" }
                facts.append(
                    (
                        "picture",
                        "\(picture.format.rawValue), \(picture.width) x \(picture.height), "
                            + "\(Count.bytes(picture.byteCount)) at byte \(picture.offset) of "
                            + (shard ?? picture.shard)
                    ))
            }
            for (name, value) in facts {
                let space = String(repeating: " ", count: max(0, 8 - name.utf8.count))
                text += "  \(name)\(space)  \(FaultRenderer.printable(value))\n"
            }
        }
        for holding in search.holdings {
            text += "\n\(FaultRenderer.printable(holding.stages.joined(separator: ", ")))\n"
            let rollouts = holding.rows.compactMap { try? Rollout(json: $0.row) }
                .filter { $0.kind == .answer }
            if !rollouts.isEmpty {
                let right = rollouts.count { $0.verdict == .right }
                text += "  \(Count.of(rollouts.count, "rollout")), \(right) right\n"
            }
            for (file, row) in holding.rows {
                text += "  \(FaultRenderer.printable("\(file): \(line(of: row, file))"))\n"
            }
        }
        return text
    }

    static func json(_ id: String, _ search: QuestionSearch) -> JSONValue {
        .object([
            .init("format", 1), .init("id", .string(id)),
            .init("question", search.question?.json ?? .null),
            .init("shards", search.shardFolder.map { .string($0) } ?? .null),
            .init(
                "holdings",
                .array(
                    search.holdings.map { holding in
                        [
                            "stages": .array(holding.stages.map { .string($0) }),
                            "rows": .array(
                                holding.rows.map { ["file": .string($0.file), "row": $0.row] }),
                        ]
                    })),
        ])
    }

    /// What a row says, without what is said already.
    private static func line(of row: JSONValue, _ file: String) -> String {
        if let rollout = try? Rollout(json: row) {
            let kind = rollout.kind == .answer ? "" : "\(rollout.kind.rawValue) "
            let size = rollout.tokenCount.map { ", " + Count.of($0, "token") } ?? ""
            return "\(kind)\(rollout.draw) \(rollout.verdict.rawValue)\(size): \(rollout.response)"
        }
        if (try? Question(json: row)) != nil { return "the question" }
        let members = (row.objectValue ?? []).filter {
            !["id", "question"].contains($0.name) && $0.value != .null
        }
        return members.map { member in
            "\(member.name) \(member.value.stringValue ?? member.value.serialized)"
        }.joined(separator: ", ")
    }
}
