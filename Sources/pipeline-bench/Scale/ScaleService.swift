import Dispatch
import Engine
import Records
import Synchronization

/// Stands for a cluster: workers are processes of this machine, a few at a time.
final class ScaleService: JobService {
    private struct State: Sendable {
        /// How many ranges there are.
        var count = 0
        /// How many of them were begun.
        var begun = 0
        /// Those that have ended.
        var ended: Set<Int> = []
        var costs: [ScaleMeter.Part] = []
    }

    let name = "scale"
    private let units: Int
    private let jobs: Int
    private let state = Mutex(State())
    private let onSend: @Sendable () -> Void

    /// A service.
    ///
    /// - Parameters:
    ///   - units: how many units the stage has.
    ///   - jobs: how many workers there are at once.
    ///   - onSend: called when a task is sent.
    init(units: Int, jobs: Int, onSend: @escaping @Sendable () -> Void) {
        self.units = units
        self.jobs = jobs
        self.onSend = onSend
    }

    /// What all workers cost together, with the memory of the one that had most.
    var workers: ScaleMeter.Part {
        let costs = state.withLock { $0.costs }
        return ScaleMeter.Part(
            name: "\(costs.count) workers",
            processorSeconds: costs.reduce(0) { $0 + $1.processorSeconds },
            wallSeconds: costs.reduce(0) { $0 + $1.wallSeconds },
            peakMebibytes: costs.reduce(0) { max($0, $1.peakMebibytes) })
    }

    func submit(_ task: RemoteTask, atOnce count: Int) async throws(Fault) -> [String] {
        onSend()
        state.withLock { $0.count = task.rangeCount }
        for _ in 0..<jobs {
            DispatchQueue.global().async { [self] in
                while let range = next() { work(task, range) }
            }
        }
        return ["\(jobs) workers"]
    }

    /// The next range; nothing after the last.
    private func next() -> Int? {
        state.withLock { state in
            defer { state.begun += 1 }
            return state.begun < state.count ? state.begun : nil
        }
    }

    private func work(_ task: RemoteTask, _ range: Int) {
        let worker = [
            "/proc/self/exe", "scale-worker", task.folder, "\(range)", "\(units)",
        ]
        var cost: ScaleMeter.Part?
        do throws(Fault) {
            let outcome = try ChildProcess.run(worker)
            cost = ScaleMeter.Part(
                name: "worker", processorSeconds: outcome.sample.cpu,
                wallSeconds: outcome.sample.wall, peakMebibytes: outcome.peakMebibytes)
        } catch {
            print("\(units)\ta worker failed\t\(error)")
        }
        state.withLock { state in
            state.ended.insert(range)
            if let cost { state.costs.append(cost) }
        }
    }

    /// Only one task is ever sent.
    func states(of tasks: [RemoteTask]) async throws(Fault) -> [String: [Int: JobState]] {
        let state = state.withLock { $0 }
        var states: [Int: JobState] = [:]
        for range in 0..<state.count {
            states[range] =
                state.ended.contains(range)
                ? JobState(.over, "ended")
                : JobState(range < state.begun ? .running : .waiting, "")
        }
        return Dictionary(uniqueKeysWithValues: tasks.map { ($0.tag, states) })
    }

    func cancel(_ tasks: [RemoteTask], onlyWaiting: Bool) async {}

    func cancel(_ ranges: [Int], of task: RemoteTask) async {}
}
