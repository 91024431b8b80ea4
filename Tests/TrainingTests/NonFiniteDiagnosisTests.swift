import Model
import Records
import Storage
import Testing

@testable import Training

@Suite("A loss or a gradient that is not finite")
struct NonFiniteDiagnosisTests {
    /// Trains until it breaks.
    static func fault(_ method: any TrainingMethod, in folder: String) async -> Fault? {
        do {
            _ = try await CheckpointFolderTests.run(
                method, in: folder, plan: CheckpointPlan(every: 5))
            return nil
        } catch {
            return error as? Fault
        }
    }

    static func diagnosis(in folder: String) throws -> JSONValue {
        let path = folder + "/steps/failed/diagnosis.json"
        return try JSONReader.parse(try FileSystem.read(path), file: path)
    }

    @Test("a broken gradient stops, names its tensor, and keeps the weights before it")
    func gradient() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let method = ScriptedMethod(
            losses: Array(repeating: 1, count: 12), brokenStep: 7)
        let fault = try #require(await NonFiniteDiagnosisTests.fault(method, in: scratch.path))
        #expect(fault.code == .badInput)
        #expect(fault.message.contains("the gradient of training step 8 of 12"))
        #expect(fault.message.contains("1 of 2 tensors, `second`"))
        #expect(fault.remedy?.contains("diagnosis.json") == true)
        let diagnosis = try NonFiniteDiagnosisTests.diagnosis(in: scratch.path)
        #expect(diagnosis["step"] == 8)
        let second = try #require(diagnosis["tensors"]?.arrayValue?.last)
        #expect(second["gradient"]?["nan"] == 1)
        #expect(second["weights"]?["nan"] == 0)
        let saved = try Checkpoint(scratch.path + "/steps/step-000007")
        #expect(saved.step == 7)
        let kept = try Safetensors(scratch.path + "/steps/failed/model.safetensors")
        #expect(try kept.floats("second").values == [method.weights.values[1]])
        #expect(method.weights.values.allSatisfy { $0 < 2 && $0.isFinite })
    }

    @Test("a broken loss names the tokens that broke it")
    func loss() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let task = try TinyTask()
        let broken = task.model.layout.entries[0]
        task.model.weights.pointer[broken.offset] = .nan
        let fault = try #require(
            await NonFiniteDiagnosisTests.fault(
                try task.supervised(jobs: 2), in: scratch.path))
        #expect(fault.message.contains("`loss` of training step 1 of 12"))
        #expect(fault.message.contains("to the question `q"))
        #expect(fault.message.contains("`\(broken.name)` first"))
        let diagnosis = try NonFiniteDiagnosisTests.diagnosis(in: scratch.path)
        let token = try #require(diagnosis["tokens"]?.arrayValue?.first)
        #expect(token["log_probability"] == "nan")
        #expect(token["question"]?.stringValue?.hasPrefix("q") == true)
        #expect(try CheckpointFolderTests.names(in: scratch.path).isEmpty)
    }
}
