import Engine
import Glibc
import Records
import Storage
import Testing

@Suite struct StoreVerificationTests {
    private static let stages: [any Stage] = [
        FakeStage("first", units: ["a", "b"]), FakeStage("second", reads: ["first"]),
    ]

    @Test func `a store as it was published has nothing wrong, and what was read is said`()
        async throws
    {
        let temporary = try TemporaryWorkspace()
        try await temporary.run(StoreVerificationTests.stages)
        let found = try await StoreVerification(temporary.workspace)
        #expect(found.problems.isEmpty)
        // Two stages with three units; a unit's file is the stage's, too, and is read once.
        #expect(found.artifactCount == 5)
        #expect(found.fileCount == 3 + 2)
        #expect(found.byteCount > 0)
        // Each artifact balances, and each stage is its units' sum.
        #expect(found.sumCount == 5 + 2)
        #expect(found.stagesWithoutUnits == 0)
    }

    @Test func `an empty workspace is sound`() async throws {
        let found = try await StoreVerification(try TemporaryWorkspace().workspace)
        #expect(found.problems.isEmpty)
        #expect(found.artifactCount == 0)
    }

    struct Case: Sendable {
        var name: String
        var message: String
        var harm: @Sendable (String) throws -> Void
    }

    @Test(arguments: [
        Case(name: "first", message: "`all.txt` has other bytes than were published") { folder in
            // Size and time are put back: only reading shows it.
            let path = "\(folder)/all.txt"
            let status = try #require(try FileSystem.status(path))
            let file = open(path, O_WRONLY)
            #expect(pwrite(file, "?", 1, 0) == 1)
            let time = timespec(
                tv_sec: status.modified / 1_000_000_000, tv_nsec: status.modified % 1_000_000_000)
            #expect(futimens(file, [time, time]) == 0)
            close(file)
        },
        Case(name: "first", message: "`all.txt` is gone") { folder in
            try FileSystem.remove("\(folder)/all.txt")
        },
        Case(name: "first", message: "`all.txt` has 0 bytes instead of") { folder in
            try FileSystem.write([], to: "\(folder)/all.txt")
        },
        Case(name: "first", message: "`more.txt` was not published") { folder in
            try FileSystem.write([1], to: "\(folder)/more.txt")
        },
        Case(name: "", message: "its receipt is not sound") { folder in
            try FileSystem.write([], to: "\(folder)/\(Receipt.fileName)")
        },
    ])
    func `what is not as it was published is named`(test: Case) async throws {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run(StoreVerificationTests.stages)
        let folder = result.stages[0].artifact.folder
        try test.harm(folder)
        let found = try await StoreVerification(temporary.workspace)
        let problem = try #require(found.problems.first)
        #expect(found.problems.count == 1)
        #expect(problem.place == folder)
        #expect(problem.name == test.name)
        #expect(problem.message.contains(test.message))
    }

    @Test func `a receipt of another key is told from the folder's`() async throws {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run(StoreVerificationTests.stages)
        let other = try FileSystem.read(result.stages[1].artifact.path(Receipt.fileName))
        try FileSystem.write(other, to: result.stages[0].artifact.path(Receipt.fileName))
        let found = try await StoreVerification(temporary.workspace)
        #expect(found.problems.first?.message.hasPrefix("its receipt is that of fake/") == true)
    }

    @Test func `only a run's stages and their units are read where a run is named`() async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run(StoreVerificationTests.stages, name: "one")
        var other = FakeStage("other", units: ["x"])
        other.parameters = ["n": 1]
        try await temporary.run([other], name: "two")
        let found = try await StoreVerification(
            temporary.workspace, run: temporary.workspace.run("two"))
        #expect(found.artifactCount == 2)
        #expect(found.problems.isEmpty)
    }

    @Test func `a stage that passes everything on must take all of it in`() async throws {
        let temporary = try TemporaryWorkspace()
        var second = FakeStage("second", units: ["c", "d"], reads: ["first"])
        second.kind = "label"
        let result = try await temporary.run([FakeStage("first"), second])
        let rules = StoreVerification.Rules(passingOn: ["label"])
        let found = try await StoreVerification(temporary.workspace, rules: rules)
        let problem = try #require(found.problems.first)
        #expect(problem.name == "test/second")
        #expect(problem.place == result.stages[1].artifact.folder)
        #expect(problem.message == "it took in 2, but `first` gave out 1")
        #expect(try await StoreVerification(temporary.workspace).problems.isEmpty)
    }

    @Test func `every reject has its row where a kind lists them`() async throws {
        let temporary = try TemporaryWorkspace()
        var stage = FakeStage("s", units: ["rejects"])
        stage.accounting = { _ in Accounting(inputs: 3, outputs: 1, rejects: ["bad": 2]) }
        stage.listsRejects = true
        try await temporary.run([stage])
        let rules = StoreVerification.Rules(listingRejects: ["fake"])
        let found = try await StoreVerification(temporary.workspace, rules: rules)
        #expect(found.problems.map(\.message) == ["it rejects 2 and has 1 rows of rejects"])
    }

    @Test func `units that no log names are said not to have been summed`() async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run(StoreVerificationTests.stages)
        try FileSystem.remove(temporary.workspace.run("test").path)
        let found = try await StoreVerification(temporary.workspace)
        #expect(found.problems.isEmpty)
        #expect(found.stagesWithoutUnits == 2)
    }
}
