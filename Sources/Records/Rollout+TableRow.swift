extension Rollout: TableRow {
    /// The rollout as a row of `rollouts`. A seed is text: a column of Parquet has no room for all
    /// unsigned numbers of 64 bits.
    public var json: JSONValue {
        .object([
            .init("question", .string(question)),
            .init("kind", .string(kind.rawValue)),
            .init("draw", .integer(draw)),
            .init("parent", parent.map { .integer($0) } ?? .null),
            .init("response", .string(response)),
            .init("tokens", tokenCount.map { .integer($0) } ?? .null),
            .init("finish_reason", .string(finishReason.rawValue)),
            .init("seed", seed.map { .string("\($0)") } ?? .null),
            .init("seconds", seconds.map { .real($0) } ?? .null),
            .init("answer", answer.map { .string($0) } ?? .null),
            .init("verdict", .string(verdict.rawValue)),
            .init("states_answer", statesAnswer.map { .bool($0) } ?? .null),
            .init("right_but_format", isRightButFormat.map { .bool($0) } ?? .null),
            .init("grader", .string(grader)),
            .init("rewards", .array(rewards.map(\.json))),
            .init("provenance", .string(provenance)),
        ])
    }

    /// A rollout from a row of `rollouts`. Columns that earlier tables lack may be missing.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            question: try json.column("question", \.stringValue),
            kind: try json.optionalColumn("kind") {
                $0.stringValue.flatMap { RolloutKind(rawValue: $0) }
            } ?? .answer,
            draw: try json.column("draw", \.integerValue),
            parent: try json.optionalColumn("parent", \.integerValue),
            response: try json.column("response", \.stringValue),
            tokenCount: try json.optionalColumn("tokens", \.integerValue),
            finishReason: try json.column("finish_reason") {
                $0.stringValue.flatMap { FinishReason(rawValue: $0) }
            },
            seed: try json.optionalColumn("seed") { $0.stringValue.flatMap { UInt64($0) } },
            seconds: try json.optionalColumn("seconds", \.realValue),
            answer: try json.optionalColumn("answer", \.stringValue),
            verdict: try json.column("verdict") {
                $0.stringValue.flatMap { Verdict(rawValue: $0) }
            },
            statesAnswer: try json.optionalColumn("states_answer", \.boolValue),
            isRightButFormat: try json.optionalColumn("right_but_format", \.boolValue),
            grader: try json.optionalColumn("grader", \.stringValue) ?? "",
            provenance: try json.optionalColumn("provenance", \.stringValue) ?? "")
        for element in try json.optionalColumn("rewards", \.arrayValue) ?? [] {
            rewards.append(
                Reward(
                    name: try element.column("name", \.stringValue),
                    value: try element.column("value", \.realValue)))
        }
    }
}

extension Rollout.Reward {
    fileprivate var json: JSONValue { ["name": .string(name), "value": .real(value)] }
}
