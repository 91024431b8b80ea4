/// Settings of a `curriculum` stage.
public struct CurriculumSettings: Sendable, Hashable {
    /// The `sample` stage that labelled the questions.
    public var labels = ""
    /// The phases, in order.
    public var phases: [PhaseSettings] = []

    /// The defaults; `labels` and `phases` have none and must be set.
    public init() {}
}
