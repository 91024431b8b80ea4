public import Records

/// Answers with rollouts that were drawn before, in the order in which they were written.
public struct RecordedPolicy: Policy {
    private let rollouts: RecordedRollouts
    private let prompts: [(question: Int, kind: RolloutKind)]

    /// A policy over recorded rollouts. `prompts` has the place of each prompt's question among
    /// those that the rollouts were read for, and what it is asked for.
    public init(_ rollouts: RecordedRollouts, prompts: [(question: Int, kind: RolloutKind)]) {
        self.rollouts = rollouts
        self.prompts = prompts
    }

    /// Enough that a table's rows are read in few goes.
    public var requestLimit: Int { 256 }
    /// Reading gains nothing from company.
    public var callLimit: Int { 1 }

    /// The recorded rollouts of the requests; a draw beyond them is missing as `not_recorded`.
    ///
    /// - Throws: a `Fault` where a file has changed since it was read.
    public func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome] {
        var outcomes: [DrawOutcome] = []
        for request in requests {
            let (question, kind) = prompts[request.prompt]
            for draw in request.draws {
                let response = try rollouts.response(of: question, kind, number: draw)
                let detail = "\(rollouts.count(of: question, kind)) rollouts are recorded"
                outcomes.append(
                    DrawOutcome(
                        prompt: request.prompt, draw: draw,
                        result: response.map { .response($0) }
                            ?? .missing(reason: "not_recorded", detail: detail)))
            }
        }
        return outcomes
    }
}
