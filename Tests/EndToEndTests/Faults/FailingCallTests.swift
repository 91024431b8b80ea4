import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// Each sync, rename and link of a small run fails once.
    @Suite struct FailingCallTests {
        /// Calls that fail, with their relatives.
        enum Call: String, Sendable, CaseIterable { case fsync, rename, link }

        /// How the disk says no.
        private struct Answer: Sendable {
            var number: Int32
            var text: String
        }

        private static let answers = [
            Answer(number: EIO, text: "Input/output error"),
            Answer(number: ENOSPC, text: "No space left on device"),
        ]
        /// So many that a stage's folder is synced as a whole file system.
        private static let width = 16
        private static let lanes = 2

        @Test(arguments: Call.allCases)
        func `a call that fails is told, and a plain run goes on`(call: Call)
            async throws
        {
            guard let injection = try await Injection.shared(for: "\(call) that fails") else {
                return
            }
            let counting = try FaultRepository(width: FailingCallTests.width)
            let log = "\(counting.root)/calls"
            try await counting.run(
                in: counting.workspace(),
                injection.environment([("CALL", call.rawValue), ("AT", "0"), ("LOG", log)]))
            let count = FailingCallTests.lines(log).count
            #expect(count > 4, "\(call) is called \(count) times: the library is not used")
            let toldCount = try await withThrowingTaskGroup(of: Int.self) { group in
                for lane in 0..<FailingCallTests.lanes {
                    group.addTask {
                        var told = 0
                        let repository = try FaultRepository(width: FailingCallTests.width)
                        for at in FailingCallTests.places(of: lane, count)
                        where try await fail(call, at: at, repository, injection) { told += 1 }
                        return told
                    }
                }
                return try await group.reduce(0, +)
            }
            let tried = min(count, RandomKillTests.count)
            OutputLine.say(
                "\(call): \(tried) of \(count) calls failed once, \(toldCount) ended the run")
            #expect(toldCount > tried / 2)
        }

        /// The calls that fail in a lane: of all, or of `PIPELINE_KILLS` spread over all.
        private static func places(of lane: Int, _ count: Int) -> [Int] {
            let tried = min(count, RandomKillTests.count)
            return stride(from: lane, to: tried, by: lanes).map { 1 + $0 * count / tried }
        }

        /// Lets one call of a run fail and goes on without.
        ///
        /// - Returns: whether the run told of it.
        private func fail(
            _ call: Call, at: Int, _ repository: FaultRepository, _ injection: Injection
        ) async throws -> Bool {
            let workspace = repository.workspace("\(call)-\(at)")
            let log = "\(repository.root)/calls"
            try FileSystem.remove(log)
            try repository.removeDelivered()
            // Pairs get the same answer, so that each lane has both.
            let answer = FailingCallTests.answers[(at - 1) / FailingCallTests.lanes % 2]
            let end = try await repository.start(
                in: workspace,
                injection.environment([
                    ("CALL", call.rawValue), ("AT", "\(at)"), ("ERRNO", "\(answer.number)"),
                    ("LOG", log),
                ])
            ).wait()
            let failed = FailingCallTests.lines(log).first { $0.hasPrefix("failed ") }
            let comment = Comment(
                rawValue: "\(failed ?? "nothing failed"), call \(at): \(answer.text)\n\(end.errors)"
            )
            if let failed, !FailingCallTests.isHarmless(failed) {
                #expect([1, 74, 75].contains(end.status), comment)
                #expect(end.errors.contains(answer.text), comment)
            } else {
                #expect(end.status == 0, comment)
            }
            _ = try repository.takeTaskCount()
            try await repository.run(in: workspace)
            // The second sync of a file tells nothing of what the first has lost: all is done again.
            if call == .fsync, failed?.contains("/store/command/.tmp-") == true {
                #expect(try repository.takeTaskCount() > 0, comment)
            }
            try await repository.expectResults(workspace, mayRepeat: call == .fsync, comment)
            try FileSystem.remove(workspace.root)
            return end.status != 0
        }

        /// Whether what failed only makes later commands slower.
        private static func isHarmless(_ line: String) -> Bool {
            line.hasSuffix("/status.json") || line.contains("/cache/digests.jsonl")
                || line.contains("/cache/.tmp-digests") || line.hasSuffix("/cache ")
        }

        private static func lines(_ path: String) -> [String] {
            let bytes = (try? FileSystem.read(path)) ?? []
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }
}
