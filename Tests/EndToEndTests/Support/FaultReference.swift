import Records
import Synchronization

/// What a `FaultRepository` comes to without any disturbance.
struct FaultReference: Sendable {
    /// The digests of everything that is published.
    let digests: [String: Digest]
    /// The digests of what is delivered.
    let delivered: [String: Digest]
    /// How long the run took, with each task sleeping as long as `RandomKillTests` has it.
    let wall: Duration

    private static let tasks = Mutex<[Int: Task<FaultReference, any Error>]>([:])

    /// The reference of a width; made at the first use.
    static func of(width: Int) async throws -> FaultReference {
        let task = tasks.withLock { tasks in
            let task = tasks[width] ?? Task { try await make(width) }
            tasks[width] = task
            return task
        }
        return try await task.value
    }

    private static func make(_ width: Int) async throws -> FaultReference {
        let repository = try FaultRepository(width: width)
        let workspace = repository.workspace()
        let start = ContinuousClock.now
        try await repository.run(in: workspace, ["TASK_SLEEP=0.01"])
        return FaultReference(
            digests: workspace.digests, delivered: try repository.delivered(),
            wall: start.duration(to: .now))
    }
}
