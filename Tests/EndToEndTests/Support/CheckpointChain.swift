import Engine
import Records
import Storage
import Testing

/// The checkpoints of a run's train stages.
enum CheckpointChain {
    /// Checks that each stage's checkpoint names the weights of the one before as its parent, and that
    /// the first has none.
    static func expectSound(
        _ stages: [String], run: String, in workspace: WorkspaceView
    ) throws {
        var parent: String?
        for stage in stages {
            let folder = "\(try workspace.stage(stage, run: run))/checkpoint"
            let facts = try JSONReader.parse(
                try FileSystem.read("\(folder)/checkpoint.json"), file: "\(folder)/checkpoint.json")
            #expect(facts["parent"]?.stringValue == parent, "\(stage)")
            let digest = try SHA256.digest(ofFile: "\(folder)/model.safetensors").hex
            #expect(facts["files"]?["model.safetensors"]?.stringValue == digest, "\(stage)")
            let receipt = try workspace.receipt(stage, run: run)
            #expect(facts["step"] == receipt.details["training"]?["steps"], "\(stage)")
            parent = digest
        }
    }
}
