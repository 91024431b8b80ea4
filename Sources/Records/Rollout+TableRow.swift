extension Rollout: TableRow {
    /// The rollout as a row of `rollouts`.
    public var json: JSONValue {
        .object([
            .init("question", .string(question)),
            .init("draw", .integer(draw)),
            .init("response", .string(response)),
            .init("tokens", .integer(tokenCount)),
            .init("finish_reason", .string(finishReason.rawValue)),
            .init("verdict", .string(verdict.rawValue)),
        ])
    }

    /// A rollout from a row of `rollouts`.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            question: try json.column("question", \.stringValue),
            draw: try json.column("draw", \.integerValue),
            response: try json.column("response", \.stringValue),
            tokenCount: try json.column("tokens", \.integerValue),
            finishReason: try json.column("finish_reason") {
                $0.stringValue.flatMap { FinishReason(rawValue: $0) }
            },
            verdict: try json.column("verdict") {
                $0.stringValue.flatMap { Verdict(rawValue: $0) }
            })
    }
}
