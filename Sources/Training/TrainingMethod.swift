public import Model
public import Records

/// What a training loop drives: something with weights and, for each step, a gradient.
public protocol TrainingMethod: AnyObject {
    /// The weights that are trained.
    var weights: Buffer<Float> { get }
    /// Where each named tensor lies in the weights.
    var layout: [ParameterLayout.Entry] { get }

    /// Adds the loss's gradient at step `step` (from 0) to `gradient`, and says how it went.
    ///
    /// Must depend on the weights and the step alone, so that a resumed run takes the same path.
    func gradient(step: Int, addingTo gradient: Buffer<Float>) async throws(Fault) -> StepMetrics

    /// How many items of the data were used before step `step`.
    func dataPosition(step: Int) -> Int

    /// What the checkpoint says of the model beside its weights: shape, vocabulary and the like.
    var description: JSONValue { get }
}

/// What a training step measured, in a fixed order.
public struct StepMetrics: Sendable, Hashable {
    /// Names and values.
    public var values: [(name: String, value: Double)]

    /// Measurements of a step.
    public init(_ values: [(name: String, value: Double)]) { self.values = values }

    /// Equality of names and values.
    public static func == (left: StepMetrics, right: StepMetrics) -> Bool {
        left.values.elementsEqual(right.values) { $0 == $1 }
    }

    /// Feeds names and values into a hasher.
    public func hash(into hasher: inout Hasher) {
        for entry in values {
            hasher.combine(entry.name)
            hasher.combine(entry.value)
        }
    }
}
