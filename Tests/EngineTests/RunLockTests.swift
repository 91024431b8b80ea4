import Engine
import Glibc
import Records
import Storage
import Testing

@Suite struct RunLockTests {
    @Test func `a second run of the same name is refused and told by whom`() async throws {
        let temporary = try TemporaryWorkspace()
        let started = Gate()
        let finish = Gate()
        var stage = FakeStage("s")
        stage.onRun = { _, _ in
            started.open()
            await finish.wait()
        }
        let first = try await Run.of([stage], workspace: temporary.workspace)
        let task = Task { try await first.execute() }
        await started.wait()
        let folder = temporary.workspace.run("test")
        let holder = RunLock.currentHolder(folder)
        #expect(holder?.processIdentifier == Int(getpid()))
        let status = try RunStatus.read(folder, in: temporary.workspace)
        #expect(status?.stages.map(\.state) == [.running])
        let fault = await #expect(throws: Fault.self) { try await temporary.run([FakeStage("x")]) }
        #expect(fault?.code == .tryAgain)
        #expect(fault?.exitStatus == 75)
        #expect(fault?.message.contains("process \(getpid()) on \(Host.name)") == true)
        #expect(fault?.remedy?.contains("--set name=NAME") == true)
        // Names do not enter keys: only a seed of its own keeps this run from waiting for the first.
        try await temporary.run([FakeStage("x")], name: "another", seed: 1)
        finish.open()
        _ = try await task.value
        #expect(RunLock.currentHolder(folder) == nil)
    }

    @Test func `runs that want the same artifact make it once`() async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        let started = Gate()
        let finish = Gate()
        var stage = FakeStage("s")
        stage.onRun = { unit, _ in
            ran.append(unit.name)
            started.open()
            await finish.wait()
        }
        let first = try await Run.of([stage], workspace: temporary.workspace)
        let task = Task { try await first.execute() }
        await started.wait()
        // The second run's notice that it waits lets the first one end.
        let opener = NoticeListener { finish.open() }
        let second = try await temporary.run([stage], name: "second", listeners: [opener])
        _ = try await task.value
        #expect(second.stages.map(\.wasCached) == [true])
        #expect(ran.elements == ["a"])
    }

    private struct NoticeListener: EventListener {
        let body: @Sendable () -> Void
        func receive(_ event: Event) { if event.kind == .notice { body() } }
    }

    @Test func `a lock file left by a dead process is no obstacle`() async throws {
        let temporary = try TemporaryWorkspace()
        let folder = temporary.workspace.run("test")
        try FileSystem.createFolder(folder.path)
        let text = #"{"pid":1,"host":"elsewhere","started":"2020-01-01T00:00:00.000Z"}"#
        try FileSystem.write(Array(text.utf8), to: folder.lockPath)
        #expect(RunLock.currentHolder(folder) == nil)
        try await temporary.run([FakeStage("s")])
    }

    @Test func `a removed lock file locks nobody out and nobody in`() throws {
        let temporary = try TemporaryWorkspace()
        let path = "\(temporary.root)/lock"
        let first = try FileLock(path: path)
        let isTaken = first != nil
        #expect(isTaken)
        let second = try FileLock(path: path)
        let isRefused = second == nil
        #expect(isRefused)
        first?.release(removing: true)
        let third = try FileLock(path: path)
        let isTakenAgain = third != nil
        #expect(isTakenAgain)
        #expect(FileLock.isHeld(path))
        third?.release()
        #expect(!FileLock.isHeld(path))
    }
}
