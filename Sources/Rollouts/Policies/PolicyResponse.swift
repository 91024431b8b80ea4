public import Records

/// A policy's response to one draw, before it is graded.
public struct PolicyResponse: Sendable, Hashable {
    /// The whole text, without an end token.
    public var text: String
    /// Its length in tokens as the policy counts them, the end token included; nothing if the policy
    /// does not say.
    public var tokenCount: Int?
    /// Why it ended.
    public var finishReason: Rollout.FinishReason
    /// The seed that it was drawn with, as the policy took it; nothing where it took none.
    public var seed: UInt64?
    /// How long its request took, in seconds, where it was one request; nothing for responses that
    /// are computed in batches.
    public var seconds: Double?
    /// The verdict that came with a recorded response whose text is not whole; nothing where the
    /// text is there to be graded.
    public var verdict: Verdict?

    /// A response with its facts.
    public init(
        text: String, tokenCount: Int?, finishReason: Rollout.FinishReason, seed: UInt64? = nil,
        seconds: Double? = nil, verdict: Verdict? = nil
    ) {
        self.text = text
        self.tokenCount = tokenCount
        self.finishReason = finishReason
        self.seed = seed
        self.seconds = seconds
        self.verdict = verdict
    }
}
