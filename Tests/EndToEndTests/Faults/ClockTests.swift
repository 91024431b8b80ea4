import Engine
import Glibc
import Records
import Storage
import Testing

extension EndToEnd {
    /// Runs whose clock of the day is wrong, or is put right in the middle.
    @Suite struct ClockTests {
        struct Case: Sendable, CustomTestStringConvertible {
            /// By how many seconds the clock is off.
            var shift: Int
            /// From which share of its readings on.
            var turn = 0.0
            var testDescription: String { "\(shift) s from \(turn)" }
        }

        private static let day = 86_400
        private static let width = 16

        @Test(arguments: [
            Case(shift: day), Case(shift: -day), Case(shift: day, turn: 0.5),
            Case(shift: -day, turn: 0.3), Case(shift: -day, turn: 0.6),
        ])
        func `a wrong clock changes no byte, and no duration is negative`(test: Case) async throws {
            guard let injection = try await Injection.shared(for: "clock off by \(test)") else {
                return
            }
            let repository = try FaultRepository(width: ClockTests.width)
            let workspace = repository.workspace()
            // About as often is the clock read: some three times for each event.
            let readings = 3.0 * 2 * Double(repository.taskCount)
            let wrong = injection.environment([
                ("CLOCK", "\(test.shift)"), ("TURN", "\(Int(test.turn * readings))"),
            ])
            let process = try repository.start(in: workspace, wrong + ["TASK_SLEEP=0.02"])
            try await repository.wait(forTasks: repository.taskCount / 2, while: process)
            process.signal(SIGKILL)
            #expect(try await process.wait().status == 128 + SIGKILL)
            try await repository.run(in: workspace, wrong)
            let taskCount = try repository.takeTaskCount()
            #expect(taskCount <= repository.taskCount + FaultRepository.jobs)
            try await repository.expectResults(workspace, "\(test)")
            try await expectNoNegativeTime(repository, workspace, "\(test)")
            // The clock is right again: everything is still found.
            try await repository.run(in: workspace)
            #expect(try repository.takeTaskCount() == 0)
        }

        private func expectNoNegativeTime(
            _ repository: FaultRepository, _ workspace: WorkspaceView, _ comment: Comment
        ) async throws {
            let session = try workspace.lastSession(FaultRepository.run)
            for (before, after) in zip(session, session.dropFirst()) {
                #expect(before.time <= after.time, comment)
            }
            for event in session { #expect((event.cost?.wallSeconds ?? 0) >= 0, comment) }
            for (name, receipt) in workspace.receipts {
                #expect(receipt.cost.wallSeconds >= 0 && receipt.cost.cpuSeconds >= 0, "\(name)")
            }
            let end = try await Subprocess(
                [
                    Binary.path, "status", FaultRepository.run, "--json", "--workspace",
                    workspace.root,
                ],
                in: repository.root
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            let status = try JSONReader.parse(Array(end.output.utf8), file: "status")
            let run = try #require(status["runs"]?.arrayValue?.first)
            let times = ["started", "latest"].compactMap { run[$0]?.stringValue }
                .compactMap { Timestamp($0) }
            try #require(times.count == 2, "\(end.output)")
            #expect(times[0] <= times[1], comment)
        }
    }
}
