public import Model
public import Records

/// What a training loop drives: something with weights and, for each update, a gradient.
///
/// A step is what happens between two possible checkpoints: it uses a part of the data, and updates the
/// weights once or several times.
public protocol TrainingMethod: AnyObject {
    /// The weights that are trained.
    var weights: Buffer<Float> { get }
    /// Where each named tensor lies in the weights.
    var layout: [ParameterLayout.Entry] { get }

    /// Optimizer updates a step.
    var updatesPerStep: Int { get }

    /// Adds the loss's gradient at an update (from 0) of step `step` (from 0) to `gradient`, and says how
    /// it went.
    ///
    /// The first update of a step must depend on the weights, the step and what `companions` and
    /// `progress` hold alone, so that a resumed run takes the same path.
    func gradient(
        step: Int, update: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics

    /// How many items of the data were used before step `step`, the next one.
    func dataPosition(step: Int) -> Int

    /// Further weights of the same layout that the next step depends on, by name: checkpoints hold
    /// `NAME.safetensors`.
    var companions: [(name: String, weights: Buffer<Float>)] { get }

    /// What else the next step depends on; written into checkpoints.
    var progress: JSONValue { get }

    /// Takes up what a checkpoint's `progress` said.
    func resume(_ progress: JSONValue) throws(Fault)

    /// What the checkpoint says of the model beside its weights: shape, vocabulary and the like.
    var description: JSONValue { get }
}

/// A method whose steps have one update each and depend on nothing else.
extension TrainingMethod {
    /// One.
    public var updatesPerStep: Int { 1 }
    /// None.
    public var companions: [(name: String, weights: Buffer<Float>)] { [] }
    /// Nothing.
    public var progress: JSONValue { .null }
    /// Nothing to take up.
    public func resume(_ progress: JSONValue) throws(Fault) {}
}

/// What a training step measured, in a fixed order.
public struct StepMetrics: Sendable, Hashable {
    /// Names and values.
    public var values: [(name: String, value: Double)]
    /// Whether there was nothing to learn from, so that the weights stay as they are.
    public var isIdle: Bool
    /// Tokens of responses that it learned from or, if it sampled them, that it sampled; 0 where there
    /// are none.
    public var tokenCount: Int
    /// Where the log-probabilities of tokens are not finite; a few of them are enough.
    public var suspects: [SuspectToken] = []

    /// Measurements of a step or of one of its updates.
    public init(
        _ values: [(name: String, value: Double)], isIdle: Bool = false, tokenCount: Int = 0
    ) {
        self.values = values
        self.isIdle = isIdle
        self.tokenCount = tokenCount
    }

    /// The mean of each measurement over the updates that have it.
    init(meanOf updates: [StepMetrics]) {
        var sums: [(name: String, value: Double, count: Int)] = []
        for entry in updates.lazy.flatMap(\.values) {
            if let place = sums.firstIndex(where: { $0.name == entry.name }) {
                sums[place].value += entry.value
                sums[place].count += 1
            } else {
                sums.append((entry.name, entry.value, 1))
            }
        }
        values = sums.map { ($0.name, $0.value / Double($0.count)) }
        isIdle = updates.allSatisfy(\.isIdle)
        tokenCount = updates.reduce(0) { $0 + $1.tokenCount }
    }

    /// Equality of names, values and idleness.
    public static func == (left: StepMetrics, right: StepMetrics) -> Bool {
        left.isIdle == right.isIdle && left.values.elementsEqual(right.values) { $0 == $1 }
    }

    /// Feeds names and values into a hasher.
    public func hash(into hasher: inout Hasher) {
        for entry in values {
            hasher.combine(entry.name)
            hasher.combine(entry.value)
        }
    }
}
