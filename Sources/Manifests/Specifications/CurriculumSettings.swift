public import Records

/// Settings of a `curriculum` stage.
public struct CurriculumSettings: Sendable, Hashable {
    /// One phase: which questions it takes.
    public struct Phase: Sendable, Hashable {
        /// The phase's name, unique in its curriculum.
        public var name = ""
        /// The capabilities it takes.
        public var capabilities: [Capability] = []
        /// The labels it takes.
        public var labels: [Difficulty] = []
        /// Whether a phase without questions is a notice rather than an error.
        public var optional = false

        /// A phase that takes nothing.
        public init() {}
    }

    /// The `sample` stage that labelled the questions.
    public var labels = ""
    /// The phases, in order.
    public var phases: [Phase] = []

    /// The defaults; `labels` and `phases` have none and must be set.
    public init() {}
}
