import Engine
import Records
import Testing

@Suite struct CancellationTests {
    @Test func `a cancelled run stops its units, keeps what is done and goes on later`()
        async throws
    {
        let temporary = try TemporaryWorkspace()
        let started = Gate()
        let ran = Recorder<String>()
        var stage = FakeStage("s", units: ["quick", "endless", "never"])
        stage.onRun = { unit, context throws(Fault) in
            ran.append(unit.name)
            guard unit.name == "endless" else { return }
            started.open()
            await Gate().wait()
            try context.checkCancellation()
        }
        let run = try await Run.of([stage], jobs: 1, workspace: temporary.workspace)
        let task = Task { () async -> Fault? in
            do throws(Fault) {
                _ = try await run.execute()
                return nil
            } catch {
                return error
            }
        }
        await started.wait()
        task.cancel()
        let fault = await task.value
        #expect(fault?.code == .interrupted)
        #expect(fault?.exitStatus == 130)
        #expect(fault?.remedy?.contains("`pipeline resume test`") == true)
        #expect(ran.elements == ["quick", "endless"])
        #expect(try temporary.events().last?.kind == .runInterrupted)
        let status = try RunStatus.read(temporary.workspace.run("test"), in: temporary.workspace)
        #expect(status?.state == .interrupted)

        stage.onRun = { unit, _ in ran.append(unit.name) }
        try await temporary.run([stage])
        #expect(ran.elements.count { $0 == "quick" } == 1)
        #expect(try temporary.leftovers().isEmpty)
    }
}
