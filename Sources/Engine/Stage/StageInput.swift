/// An edge of the graph: which stage feeds which field.
public struct StageInput: Sendable, Hashable {
    /// The field, such as `questions`. A field that takes a list has several inputs, in order.
    public var field: String
    /// The name of the stage upstream.
    public var stage: String

    /// An edge to a stage.
    public init(field: String, stage: String) {
        self.field = field
        self.stage = stage
    }
}
