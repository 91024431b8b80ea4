/// A phase with its questions, and the control beside it.
public struct BuiltPhase: Sendable {
    /// A question at its place in the order.
    public struct Member: Sendable, BitwiseCopyable {
        /// The question, and what it was drawn by.
        public var choice: Choice
        // Not an optional whole number: there are millions of members.
        private var replayedPlace: Int16

        /// A question of the phase's own, or one that comes again.
        init(_ choice: Choice, replayedFrom phase: Int? = nil) {
            self.choice = choice
            replayedPlace = phase.map { Int16(clamping: $0) } ?? -1
        }

        /// The number of the earlier phase that it comes again from; nothing for one of the phase's
        /// own.
        public var replayedFrom: Int? { replayedPlace < 0 ? nil : Int(replayedPlace) }
    }

    /// The rule that made it.
    public var rule: PhaseRule
    /// Its questions in training order, those of earlier phases among them.
    public var members: [Member]
    /// As many questions of the same sources and capabilities, drawn without the phase's filter and
    /// weights from all that earlier controls have not, in the same kind of order.
    public var control: [Member]
    /// How many questions of each source are its own, by the source's number.
    public var sourceCounts: [Int]
    /// What the user should know of it.
    public var notices: [String]

    /// How many questions are its own.
    public var ownCount: Int { sourceCounts.reduce(0, +) }
    /// How many come again.
    public var replayedCount: Int { members.count - ownCount }
}
