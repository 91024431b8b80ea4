/// Settings of a `train` stage of method `hand-off`.
public struct HandOffSettings: Sendable, Hashable {
    /// What is trained, by whom and how.
    public var phase = ExportSettings()
    /// The `train` stage whose weights it starts from; nothing for `phase.training.model`.
    public var policy: String?
    /// The folder of the Python environment that has the trainer; nothing for what `PATH` finds.
    public var pythonEnvironment: String?
    /// How long the trainer may show no sign of life before it is stopped and started again from its last
    /// checkpoint; nothing for as long as it likes.
    public var stallAfter: Duration? = .seconds(3600)

    /// The defaults; those of an `export` stage that have none must be set.
    public init() {}
}
