public import Records

/// A response as it was drawn, before it is graded: a row of a unit's `draws`.
public struct DrawRow: Sendable, Hashable {
    /// The question's id.
    public var question: String
    /// What it was drawn for.
    public var kind: RolloutKind
    /// Which of the question's draws of this kind it is, from 0.
    public var draw: Int
    /// The draw whose description was given; nothing where none was.
    public var parent: Int?
    /// The response.
    public var response: PolicyResponse

    /// A response and what it answers.
    public init(
        question: String, kind: RolloutKind, draw: Int, parent: Int? = nil,
        response: PolicyResponse
    ) {
        self.question = question
        self.kind = kind
        self.draw = draw
        self.parent = parent
        self.response = response
    }
}

extension DrawRow: TableRow {
    /// The response as a row of `draws`.
    public var json: JSONValue {
        .object([
            .init("question", .string(question)),
            .init("kind", .string(kind.rawValue)),
            .init("draw", .integer(draw)),
            .init("parent", parent.map { .integer($0) } ?? .null),
            .init("response", .string(response.text)),
            .init("tokens", response.tokenCount.map { .integer($0) } ?? .null),
            .init("finish_reason", .string(response.finishReason.rawValue)),
            .init("seed", response.seed.map { .string("\($0)") } ?? .null),
            .init("seconds", response.seconds.map { .real($0) } ?? .null),
            .init("verdict", response.verdict.map { .string($0.rawValue) } ?? .null),
        ])
    }

    /// A response from a row of `draws`.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            question: try json.column("question", \.stringValue),
            kind: try json.column("kind") {
                $0.stringValue.flatMap { RolloutKind(rawValue: $0) }
            },
            draw: try json.column("draw", \.integerValue),
            parent: try json.optionalColumn("parent", \.integerValue),
            response: PolicyResponse(
                text: try json.column("response", \.stringValue),
                tokenCount: try json.optionalColumn("tokens", \.integerValue),
                finishReason: try json.column("finish_reason") {
                    $0.stringValue.flatMap { Rollout.FinishReason(rawValue: $0) }
                },
                seed: try json.optionalColumn("seed") { $0.stringValue.flatMap { UInt64($0) } },
                seconds: try json.optionalColumn("seconds", \.realValue),
                verdict: try json.optionalColumn("verdict") {
                    $0.stringValue.flatMap { Verdict(rawValue: $0) }
                }))
    }
}
