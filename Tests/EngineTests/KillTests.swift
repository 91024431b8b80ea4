import Engine
import Glibc
import Records
import Storage
import Testing

/// A process is killed at each of its events in turn; the next one takes over where it was.
@Suite(.serialized) struct KillTests {
    /// Kills its own process at an event.
    private struct Killer: EventListener {
        let counter: Recorder<Event>
        let position: Int

        func receive(_ event: Event) {
            counter.append(event)
            if counter.elements.count == position { kill(getpid(), SIGKILL) }
        }
    }

    private static func stages(log: String?) -> [FakeStage] {
        var stages = [
            FakeStage("first", units: ["a", "b", "c"]),
            FakeStage("second", units: ["d"], reads: ["first"]),
        ]
        guard let log else { return stages }
        for index in stages.indices {
            stages[index].onRun = { unit, context in
                context.report(UnitProgress(done: 1, total: 1, what: "steps"))
                let descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
                _ = write(descriptor, "\(unit.name)\n", unit.name.utf8.count + 1)
                close(descriptor)
            }
        }
        return stages
    }

    @Test func `kill -9 at any event loses nothing and repeats nothing published`() async throws {
        let undisturbed = try TemporaryWorkspace()
        let expected = try await undisturbed.run(KillTests.stages(log: nil), seed: 4).digests
        let temporary = try TemporaryWorkspace()
        let root = temporary.root
        for position in [2, 3, 4, 5, 6, 7, 9, 11] {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [root = root as String, position = position as Int] in
                let killer = Killer(counter: Recorder(), position: position)
                let run = try await Run.of(
                    KillTests.stages(log: "\(root)/log"), seed: 4, jobs: 1,
                    workspace: Workspace("\(root)/\(position)"), listeners: [killer])
                _ = try await run.execute()
                exit(0)
            }
            let workspace = Workspace("\(root)/\(position)")
            let status = try RunStatus.read(workspace.run("test"), in: workspace)
            #expect(status?.state == .interrupted)
            let published = try EventLog.read(workspace.run("test").eventsPath)
                .filter { $0.kind == .unitFinished }.compactMap(\.unit)
            try FileSystem.remove("\(root)/log")
            let run = try await Run.of(
                KillTests.stages(log: "\(root)/log"), seed: 4, workspace: workspace)
            #expect(try await run.execute().digests == expected)
            let again = String(
                decoding: (try? FileSystem.read("\(root)/log")) ?? [], as: UTF8.self)
            for unit in published {
                #expect(!again.contains("\(unit)\n"), "\(unit) was done twice at \(position)")
            }
            let left = try FileSystem.list("\(workspace.storeFolder)/fake").filter {
                $0.hasPrefix(".tmp-")
            }
            #expect(left.isEmpty)
        }
    }
}
