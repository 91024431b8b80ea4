import Grading
import Records
import Storage

/// What an external reward is told of a response, and what it says of it: see docs/rewards.md.
enum RewardMessage {
    /// How a response's message names the pictures of its question.
    struct Pictures {
        /// Where their files lie; nothing if they are sent beside the responses.
        var folder: String?

        fileprivate func json(_ picture: Picture) -> JSONValue {
            let path = folder.map { RewardPictures.path(of: picture, in: $0) }
            return .object(
                [
                    .init("sha256", .string(picture.digest.hex)),
                    .init("format", .string(picture.format.rawValue)),
                    .init("width", .integer(picture.width)),
                    .init("height", .integer(picture.height)),
                ] + (path.map { [.init("path", .string($0))] } ?? []))
        }
    }

    /// A response as an object.
    ///
    /// - Parameter pictures: how its pictures are named; nothing to leave them out.
    /// - Throws: a `Fault` if a field that the question keeps from its source is not JSON.
    static func request(
        _ response: ScorableResponse, pictures: Pictures? = nil
    ) throws(Fault) -> JSONValue {
        let message = try text(response)
        guard let pictures, case .object(let members) = message else { return message }
        let own = response.question.pictures.map { pictures.json($0) }
        return .object(members + [.init("pictures", .array(own))])
    }

    private static func text(_ response: ScorableResponse) throws(Fault) -> JSONValue {
        let question = response.question
        var extra: [JSONValue.Member] = []
        for field in question.extra {
            extra.append(
                .init(
                    field.name,
                    try JSONReader.parse(
                        Array(field.json.utf8), file: "the field `\(field.name)`")))
        }
        func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return [
            "id": .string(response.id), "question_id": .string(question.id),
            "source": .string(question.source),
            "capability": .string(question.capability.rawValue),
            "question": .string(question.text), "gold": .string(question.answer),
            "choices": .array(question.choices.map { .string($0) }),
            "keywords": .array(question.keywords.map { .string($0) }),
            "extra": .object(extra), "response": .string(response.response),
            "description": optional(response.parsed.description),
            "thought": optional(response.parsed.thought),
            "answer": optional(response.parsed.answer),
            "well_formed": .bool(response.parsed.isWellFormed),
            "finish_reason": .string(response.finishReason.rawValue),
            "tokens": .integer(response.tokenCount),
        ]
    }

    /// The scores of responses, in their order, from rows in any order.
    ///
    /// - Throws: a `Fault` that names the response where one has no score, two, or one that is no
    ///   number of the range.
    static func scores(
        _ rows: [JSONValue], of responses: [ScorableResponse], range: ClosedRange<Double>
    ) throws(Fault) -> [BatchScore] {
        var found: [[UInt8]: BatchScore] = [:]
        let wanted = Set(responses.map { Array($0.id.utf8) })
        for row in rows {
            guard let id = row["id"]?.stringValue else {
                throw Fault(
                    .badInput, "a score has no `id`: \(shortened(row))",
                    remedy: "repeat the `id` of the response that it is about")
            }
            guard wanted.contains(Array(id.utf8)) else {
                throw Fault(
                    .badInput, "there is a score of `\(id)`, which is no response's id",
                    remedy: "repeat the `id` of the response that it is about")
            }
            let score = try score(row, id, range)
            guard found.updateValue(score, forKey: Array(id.utf8)) == nil else {
                throw Fault(
                    .badInput, "the response `\(id)` has two scores",
                    remedy: "score each response once")
            }
        }
        var scores: [BatchScore] = []
        for response in responses {
            guard let score = found[Array(response.id.utf8)] else {
                throw Fault(
                    .badInput,
                    "the response `\(response.id)` has no score "
                        + "(\(rows.count) scores of \(responses.count) responses)",
                    remedy: "score every response, in any order")
            }
            scores.append(score)
        }
        return scores
    }

    private static func score(
        _ row: JSONValue, _ id: String, _ range: ClosedRange<Double>
    ) throws(Fault) -> BatchScore {
        guard let value = row["score"]?.realValue, range.contains(value) else {
            throw Fault(
                .badInput,
                "the score of `\(id)` is \(row["score"].map(shortened) ?? "missing"); expected a "
                    + "number from \(range.lowerBound) to \(range.upperBound)",
                remedy: "set `least` and `most` if the range is another")
        }
        var score = BatchScore(value)
        guard let parts = row["components"], parts != .null else { return score }
        for member in parts.objectValue ?? [.init("", .null)] {
            let isName = !member.name.isEmpty && member.name.utf8.allSatisfy(isNamePart)
            guard isName, let value = member.value.realValue, value.isFinite else {
                throw Fault(
                    .badInput,
                    "`components` of `\(id)` is \(shortened(parts)); expected an object of "
                        + "numbers, their names of letters, digits, `-` and `_`",
                    remedy: "write for example `\"components\": {\"words\": 3}`, or leave it out")
            }
            score.parts.append(Reward.Part(name: member.name, value: value))
        }
        return score
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 32) || (48...57).contains(byte) || byte == 45 || byte == 95
    }

    private static func shortened(_ value: JSONValue) -> String {
        let text = value.serialized
        return text.count > 80 ? text.prefix(80) + "…" : text
    }
}
