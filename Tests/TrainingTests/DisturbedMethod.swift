import Model
import Records

@testable import Training

/// A method that something happens to at a step: before its gradient, as to a killed process, or
/// after it, as on a signal.
final class DisturbedMethod: TrainingMethod {
    enum Disturbance { case failure, cancellation }

    private let method: any TrainingMethod
    private let disturbance: Disturbance
    private let disturbedStep: Int

    init(_ method: any TrainingMethod, _ disturbance: Disturbance, at step: Int) {
        self.method = method
        self.disturbance = disturbance
        disturbedStep = step
    }

    var weights: Buffer<Float> { method.weights }
    var layout: [ParameterLayout.Entry] { method.layout }
    var description: JSONValue { method.description }
    var updatesPerStep: Int { method.updatesPerStep }
    var companions: [(name: String, weights: Buffer<Float>)] { method.companions }
    var progress: JSONValue { method.progress }
    func resume(_ progress: JSONValue) throws(Fault) { try method.resume(progress) }
    func dataPosition(step: Int) -> Int { method.dataPosition(step: step) }

    func gradient(
        step: Int, update: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        if step == disturbedStep && update == 0 && disturbance == .failure {
            throw Fault(.internalError, "injected")
        }
        let metrics = try await method.gradient(
            step: step, update: update, addingTo: gradient)
        if step == disturbedStep { withUnsafeCurrentTask { $0?.cancel() } }
        return metrics
    }
}
