import Records
import Storage

/// A checkpoint of EasyR1 or verl: `actor` with a file of weights, of the optimizer and of the rest for
/// each process, and the position in the data beside it.
struct ShardedCheckpoint {
    private let position: String
    private let worldSize: Int

    /// - Parameter position: the file of the position in the data, which is written last.
    init(position: String, _ worldSize: Int) {
        self.position = position
        self.worldSize = worldSize
    }

    func judge(_ path: String, _ step: Int) throws(Fault) -> CheckpointFinding {
        let actor = "\(path)/actor"
        guard try FileSystem.status(actor)?.kind == .folder else {
            return .broken("it has no folder `actor`")
        }
        let sizes = try FileSystem.list(actor).compactMap(ShardedCheckpoint.worldSize)
        guard let size = sizes.max() else { return .broken("`actor` has no shards of weights") }
        guard sizes.allSatisfy({ $0 == size }) else {
            return .broken("shards of \(sizes.min() ?? 0) and of \(size) processes are mixed")
        }
        func names(_ kind: String) -> [String] {
            (0..<size).map { "\(kind)_world_size_\(size)_rank_\($0).pt" }
        }
        if let problem = try TorchFile.problem(with: names("model"), in: actor) {
            return .broken(problem)
        }
        let weights = "\(actor)/huggingface"
        var checkpoint = RunCheckpoint(
            step: step, path: path, weights: try WeightsFolder.isWhole(weights) ? weights : nil)
        if let problem = try TorchFile.problem(
            with: names("optim") + names("extra_state"), in: actor)
        {
            checkpoint.obstacle = "it holds weights alone: \(problem)"
        } else if let problem = try TorchFile.problem("\(path)/\(position)") {
            // Written behind the shards: without it the trainer did not get to the end.
            return .broken(problem)
        } else if size != worldSize {
            checkpoint.obstacle = "\(size) processes wrote it, and \(worldSize) would go on"
        }
        return .whole(checkpoint)
    }

    /// The processes that a shard's name tells; nothing for other names. A name with an absurd number is
    /// none of a trainer's.
    private static func worldSize(_ name: String) -> Int? {
        let parts = name.split(separator: "_")
        guard name.hasPrefix("model_world_size_"), parts.count == 6, let size = Int(parts[3]),
            (1...1 << 16).contains(size)
        else { return nil }
        return size
    }
}
