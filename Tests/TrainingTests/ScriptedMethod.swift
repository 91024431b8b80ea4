import Records

@testable import Model
@testable import Training

/// A method of two weights that measures what it is told to.
final class ScriptedMethod: TrainingMethod {
    let losses: [Double]
    /// At this step the gradient of the second tensor is not a number.
    let brokenStep: Int?

    init(losses: [Double], brokenStep: Int? = nil) {
        self.losses = losses
        self.brokenStep = brokenStep
    }

    let weights = Buffer<Float>([1, 2])
    let layout = [
        ParameterLayout.Entry(name: "first", shape: [1], offset: 0),
        ParameterLayout.Entry(name: "second", shape: [1], offset: 1),
    ]
    let description: JSONValue = [:]
    func dataPosition(step: Int) -> Int { step }

    func gradient(
        step: Int, update: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        gradient.pointer[0] = 0.5
        gradient.pointer[1] = step == brokenStep ? .nan : 0.25
        return StepMetrics([("loss", losses[step])], tokenCount: 10)
    }
}
