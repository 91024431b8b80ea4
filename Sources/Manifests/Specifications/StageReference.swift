/// A field of a stage that names other stages: an edge of the graph.
public struct StageReference: Sendable, Hashable {
    /// The field's name as in YAML, such as `questions`.
    public var field: String
    /// The stages it names, in the order written; empty where an optional reference is not given.
    public var stages: [String]

    /// A field and the stages it names.
    public init(field: String, stages: [String]) {
        self.field = field
        self.stages = stages
    }
}
