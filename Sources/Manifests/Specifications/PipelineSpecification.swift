/// A reusable graph of stages as its file gives it: a file of `pipelines/`.
public struct PipelineSpecification: Sendable, Hashable {
    /// The pipeline's name.
    public var name = ""
    /// What it does.
    public var description = ""
    /// Its stages in the order written.
    public var stages: [StageSpecification] = []

    /// A pipeline without stages.
    public init() {}
}
