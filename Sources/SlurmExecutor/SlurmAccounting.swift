import Engine
import Synchronization

/// Slurm's accounting, where there is one: it knows of jobs that the queue has forgotten.
final class SlurmAccounting: Sendable {
    /// When it was last asked. It may be a large database that many ask.
    private let lastTime = Mutex<ContinuousClock.Instant?>(nil)
    private static let pause = Duration.seconds(30)

    /// What it knows of tasks' jobs; nothing where it was asked a moment ago.
    func rows(of tasks: [RemoteTask], _ commands: SlurmCommands) async -> [QueueRow] {
        if tasks.isEmpty { return [] }
        let now = ContinuousClock.now
        let isDue = lastTime.withLock { last in
            if let last, now - last < SlurmAccounting.pause { return false }
            last = now
            return true
        }
        guard isDue else { return [] }
        // As `SlurmService.submit` names them: `array job 12`.
        let jobs = tasks.flatMap(\.jobs).compactMap { $0.split(separator: " ").last }
            .compactMap { Int($0) }
        return jobs.isEmpty ? [] : await commands.accounts(of: jobs) ?? []
    }
}
