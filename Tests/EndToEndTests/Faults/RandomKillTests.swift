import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// Runs whose processes are killed at random moments, again and again, until they are done.
    ///
    /// `PIPELINE_KILLS` says how often, here and, at most, in `FailingCallTests`; `PIPELINE_SEED` when.
    @Suite struct RandomKillTests {
        /// What is killed.
        enum Target: Sendable { case driver, worker }

        /// What the kills came to.
        struct Tally: Sendable {
            var driverKills = 0
            var workerKills = 0
            var runs = 0
            var tasks = 0
            var repeated = 0
            var log = ""

            static func + (left: Tally, right: Tally) -> Tally {
                Tally(
                    driverKills: left.driverKills + right.driverKills,
                    workerKills: left.workerKills + right.workerKills,
                    runs: left.runs + right.runs, tasks: left.tasks + right.tasks,
                    repeated: left.repeated + right.repeated, log: left.log + right.log)
            }
        }

        static let count = Binary.environment("PIPELINE_KILLS").flatMap { Int($0) } ?? 200
        private static let seed =
            Binary.environment("PIPELINE_SEED").flatMap { UInt64($0) } ?? 20_261_121
        private static let lanes = 2
        private static let width = 16
        private static let environment = ["TASK_SLEEP=0.01"]

        @Test func `kill -9 of driver and workers at random moments changes no byte`() async throws
        {
            let wall = try await FaultReference.of(width: RandomKillTests.width).wall
            let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
                for lane in 0..<RandomKillTests.lanes {
                    group.addTask { try await strike(lane, RandomKillTests.share(lane), wall) }
                }
                return try await group.reduce(Tally(), +)
            }
            #expect(tally.driverKills + tally.workerKills == RandomKillTests.count)
            OutputLine.say(
                "seed \(RandomKillTests.seed): \(tally.driverKills) drivers and "
                    + "\(tally.workerKills) workers killed in \(tally.runs) runs of \(tally.tasks) "
                    + "tasks, \(tally.repeated) tasks done again")
        }

        private static func share(_ lane: Int) -> Int {
            count / lanes + (lane < count % lanes ? 1 : 0)
        }

        /// Kills so often, in one run after another, each of which is brought to its end.
        private func strike(_ lane: Int, _ count: Int, _ wall: Duration) async throws -> Tally {
            var generator = CounterGenerator(Seed(RandomKillTests.seed).deriving("lane \(lane)"))
            var total = Tally()
            while total.driverKills + total.workerKills < count {
                let left = count - total.driverKills - total.workerKills
                total = total + (try await oneRun(atMost: left, wall, &generator))
            }
            return total
        }

        /// One run from its beginning to its end, killed at most so often.
        private func oneRun(
            atMost count: Int, _ wall: Duration, _ generator: inout CounterGenerator
        ) async throws -> Tally {
            let repository = try FaultRepository(width: RandomKillTests.width)
            let workspace = repository.workspace()
            var tally = Tally()
            while tally.driverKills + tally.workerKills < count {
                // From before the program has begun to after what is left of the run has ended.
                let delay = wall * (0.6 * generator.uniform())
                let target: Target = generator.index(below: 10) < 7 ? .driver : .worker
                let process = try repository.start(in: workspace, RandomKillTests.environment)
                // The moment is the point here; there is no condition to wait for.
                if generator.index(below: 20) > 0 { try await Task.sleep(for: delay) }
                let wasKilled = try await kill(target, of: process, &generator)
                let end = try await process.wait()
                tally.log += "\(target) after \(Int(delay / .milliseconds(1))) ms: \(end.status), "
                try await LiveProcesses.expectNone(in: repository.root, "\(tally.log)")
                if wasKilled { note(target, end, &tally) }
                if end.status == 0 { break }
            }
            try await repository.run(in: workspace, RandomKillTests.environment)
            let comment = Comment(rawValue: "seed \(RandomKillTests.seed), \(tally.log)")
            try await repository.expectResults(workspace, comment)
            tally.runs = 1
            tally.tasks = try repository.takeTaskCount()
            tally.repeated = tally.tasks - repository.taskCount
            let most = FaultRepository.jobs * tally.driverKills + tally.workerKills
            #expect((0...most).contains(tally.repeated), comment)
            return tally
        }

        /// Kills the run's own process or one that it has started.
        ///
        /// - Returns: whether there was something to kill.
        private func kill(
            _ target: Target, of process: Subprocess, _ generator: inout CounterGenerator
        ) async throws -> Bool {
            guard target == .worker else {
                let isAlive = !process.hasEnded
                process.signal(SIGKILL)
                return isAlive
            }
            while !process.hasEnded {
                let workers = LiveProcesses.children(of: process.identifier)
                if !workers.isEmpty {
                    let worker = workers[generator.index(below: workers.count)]
                    return Glibc.kill(worker, SIGKILL) == 0
                }
                try await Task.sleep(for: .milliseconds(1))
            }
            return false
        }

        /// Counts a kill and makes sure that the run ended as it has to.
        private func note(_ target: Target, _ end: Subprocess.End, _ tally: inout Tally) {
            switch target {
            case .driver:
                tally.driverKills += 1
                // It may have been about to end by itself.
                #expect([0, 128 + SIGKILL].contains(end.status), "\(end.errors)")
            case .worker:
                tally.workerKills += 1
                // It may have had nothing left to do.
                #expect([0, 1].contains(end.status), "\(end.errors)")
                if end.status == 1 {
                    #expect(end.errors.contains("signal 9 (SIGKILL)"), "\(end.errors)")
                }
            }
        }
    }
}
