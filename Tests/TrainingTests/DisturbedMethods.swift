import Model
import Records

@testable import Training

/// A method that fails at a step, as a killed process would.
final class FailingMethod: TrainingMethod {
    private let method: any TrainingMethod
    private let failingAt: Int

    init(_ method: any TrainingMethod, failingAt: Int) {
        self.method = method
        self.failingAt = failingAt
    }

    var weights: Buffer<Float> { method.weights }
    var layout: [ParameterLayout.Entry] { method.layout }
    var description: JSONValue { method.description }
    func dataPosition(step: Int) -> Int { method.dataPosition(step: step) }

    func gradient(
        step: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        if step == failingAt { throw Fault(.internalError, "injected") }
        return try await method.gradient(step: step, addingTo: gradient)
    }
}

/// A method that cancels the task it runs in at a step.
final class StoppingMethod: TrainingMethod, @unchecked Sendable {
    private let method: any TrainingMethod
    private let cancellingAt: Int

    init(_ method: any TrainingMethod, cancellingAt: Int) {
        self.method = method
        self.cancellingAt = cancellingAt
    }

    var weights: Buffer<Float> { method.weights }
    var layout: [ParameterLayout.Entry] { method.layout }
    var description: JSONValue { method.description }
    func dataPosition(step: Int) -> Int { method.dataPosition(step: step) }

    func gradient(
        step: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        let metrics = try await method.gradient(step: step, addingTo: gradient)
        if step == cancellingAt { withUnsafeCurrentTask { $0?.cancel() } }
        return metrics
    }
}
