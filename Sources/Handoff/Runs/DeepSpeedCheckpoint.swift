import Records
import Storage

/// A checkpoint of OpenRLHF: DeepSpeed's files for each process, and weights beside them.
struct DeepSpeedCheckpoint {
    private let worldSize: Int

    init(_ worldSize: Int) { self.worldSize = worldSize }

    func judge(_ path: String, _ step: Int, weights: String) throws(Fault) -> CheckpointFinding {
        let names = try FileSystem.list(path)
        let models = names.filter { $0.hasSuffix("_model_states.pt") }.sorted()
        let optimizers = names.filter { $0.hasSuffix("_optim_states.pt") }.sorted()
        guard !models.isEmpty else { return .broken("it has no file of a model's state") }
        if let problem = try TorchFile.problem(with: models + optimizers, in: path) {
            return .broken(problem)
        }
        let ranks = Set(optimizers.compactMap(DeepSpeedCheckpoint.rank))
        guard let last = ranks.max(), ranks.count == last + 1 else {
            return .broken("files of some processes' optimizers are missing")
        }
        var checkpoint = RunCheckpoint(
            step: step, path: path, weights: try WeightsFolder.isWhole(weights) ? weights : nil)
        if ranks.count != worldSize {
            checkpoint.obstacle = "\(ranks.count) processes wrote it, and \(worldSize) would go on"
        }
        return .whole(checkpoint)
    }

    /// The process in a name such as `bf16_zero_pp_rank_3_mp_rank_00_optim_states.pt`.
    private static func rank(_ name: String) -> Int? {
        let parts = name.split(separator: "_")
        guard let place = parts.firstIndex(of: "pp"), parts.indices.contains(place + 2) else {
            return nil
        }
        return Int(parts[place + 2])
    }
}
