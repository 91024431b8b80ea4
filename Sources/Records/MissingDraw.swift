/// A draw that was asked for and never came: a failure of the infrastructure, never a wrong answer.
public struct MissingDraw: Sendable, Hashable {
    /// The table of a rollout stage that holds them.
    public static let table = "missing.parquet"

    /// The question's id.
    public var question: String
    /// What it was asked for.
    public var kind: RolloutKind
    /// Which of the question's draws it is, from 0.
    public var draw: Int
    /// Why it is missing, as a word that can be counted, such as `timeout` or `http_503`.
    public var reason: String
    /// The last failure in a sentence.
    public var detail: String

    /// A missing draw with its facts.
    public init(question: String, kind: RolloutKind, draw: Int, reason: String, detail: String) {
        self.question = question
        self.kind = kind
        self.draw = draw
        self.reason = reason
        self.detail = detail
    }
}

extension MissingDraw: TableRow {
    /// The draw as a row of `missing`.
    public var json: JSONValue {
        .object([
            .init("question", .string(question)),
            .init("kind", .string(kind.rawValue)),
            .init("draw", .integer(draw)),
            .init("reason", .string(reason)),
            .init("detail", .string(detail)),
        ])
    }

    /// A draw from a row of `missing`.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            question: try json.column("question", \.stringValue),
            kind: try json.column("kind") {
                $0.stringValue.flatMap { RolloutKind(rawValue: $0) }
            },
            draw: try json.column("draw", \.integerValue),
            reason: try json.column("reason", \.stringValue),
            detail: try json.column("detail", \.stringValue))
    }
}
