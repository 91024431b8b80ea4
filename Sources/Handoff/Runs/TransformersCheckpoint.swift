import Records
import Storage

/// A checkpoint of TRL or ms-swift: a folder of weights with the trainer's state in it.
struct TransformersCheckpoint {
    private let worldSize: Int

    init(_ worldSize: Int) { self.worldSize = worldSize }

    func judge(_ path: String, _ step: Int) throws(Fault) -> CheckpointFinding {
        guard try WeightsFolder.isWhole(path) else {
            return .broken("its weights are not all there")
        }
        // The state is written last.
        guard let state = try? JSONReader.parse(file: "\(path)/trainer_state.json") else {
            return .broken("`trainer_state.json` is missing or cut off")
        }
        guard state["global_step"]?.integerValue == step else {
            return .broken("`trainer_state.json` is of another step")
        }
        var checkpoint = RunCheckpoint(step: step, path: path, weights: path)
        let draws =
            worldSize == 1 ? ["rng_state.pth"] : (0..<worldSize).map { "rng_state_\($0).pth" }
        if let problem = try TorchFile.problem(with: ["optimizer.pt", "scheduler.pt"], in: path) {
            checkpoint.obstacle = "it holds weights alone: \(problem)"
        } else if let problem = try TorchFile.problem(with: draws, in: path) {
            checkpoint.obstacle = "\(worldSize) processes would go on, and \(problem)"
        }
        return .whole(checkpoint)
    }
}
