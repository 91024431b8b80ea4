import Model

/// Runs the shards of a training step on several tasks, always with the same result.
///
/// The number of shards follows from the batch, not from the number of tasks; each shard has a
/// gradient of its own, and they are summed in shard order.
final class ShardPool {
    /// A task's memory.
    final class Lane: @unchecked Sendable {
        let worker: PolicyWorker
        init(_ configuration: PolicyConfiguration) { worker = PolicyWorker(configuration) }
    }

    private let lanes: [Lane]
    private var gradients: [Buffer<Float>] = []
    private let parameterCount: Int

    init(_ model: PolicyModel, jobs: Int) {
        lanes = (0..<max(1, jobs)).map { _ in Lane(model.configuration) }
        parameterCount = model.layout.count
    }

    /// Runs `body` for each shard and returns the results in shard order.
    func run<Value: Sendable>(
        shards: Int, _ body: @escaping @Sendable (_ shard: Int, PolicyWorker) -> Value
    ) async -> [Value] {
        let lanes = self.lanes
        return await withTaskGroup(of: [(Int, Value)].self) { group in
            for (place, lane) in lanes.enumerated() where place < shards {
                group.addTask {
                    stride(from: place, to: shards, by: lanes.count).map {
                        ($0, body($0, lane.worker))
                    }
                }
            }
            var results: [(Int, Value)] = []
            for await part in group { results.append(contentsOf: part) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Runs `body` for each shard with a zeroed gradient, and adds the gradients to `total`.
    func accumulate<Value: Sendable>(
        shards: Int, into total: Buffer<Float>,
        _ body: @escaping @Sendable (_ shard: Int, PolicyWorker, Buffer<Float>) -> Value
    ) async -> [Value] {
        while gradients.count < shards { gradients.append(Buffer(count: parameterCount)) }
        let gradients = self.gradients
        let values = await run(shards: shards) { shard, worker in
            gradients[shard].zero()
            return body(shard, worker, gradients[shard])
        }
        for shard in 0..<shards { total.add(gradients[shard]) }
        return values
    }
}
