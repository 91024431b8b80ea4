import Records
import TestSupport
import Testing

@testable import Handoff

@Suite struct TrainerEnvironmentTests {
    @Test(arguments: [
        (TrainerTarget.verl070, "0.7.0", true), (.verl070, "0.7.1", false),
        (.verl071, "0.7.1.post1", true), (.verl08, "0.8.0", true), (.verl08, "0.9.0.dev0", false),
        (.verl09, "0.9.1", true), (.easyR1, "0.3.3.dev0", true), (.easyR1, "0.8.0", false),
        (.trl, "1.16.0", true), (.trl, "0.24.0", false), (.openRLHF, "0.11.0", true),
        (.openRLHF09, "0.9.10", true), (.openRLHF09, "0.10", false), (.msSwift, "4.6.0", true),
    ])
    func `a version has the target's interface or not`(
        target: TrainerTarget, version: String, isIts: Bool
    ) { #expect(target.facts.versions.contains(version) == isIts) }

    @Test func `what is no version is not judged`() {
        #expect(TrainerTarget.trl.facts.versions.contains("unknown") == nil)
    }

    /// A Python environment that says what is installed.
    private static func environment(_ version: String?) throws -> TemporaryFolder {
        let folder = try TemporaryFolder("environment")
        try folder.write(
            program: "#!/bin/sh\n" + (version.map { "echo \($0)\n" } ?? "exit 1\n"),
            to: "bin/python3")
        return folder
    }

    @Test func `another version than the target's is told before anything is trained`()
        async throws
    {
        let folder = try Self.environment("0.7.1")
        let environment = TrainerEnvironment(folder.path)
        #expect(try await environment.version(of: .verl071, using: folder.path) == "0.7.1")
        let fault = await #expect(throws: Fault.self) {
            try await environment.version(of: .verl09, using: folder.path)
        }
        #expect(fault?.code == .unavailable)
        #expect(fault?.remedy?.contains("trainer: verl-0.7.1") == true)
        let unknown = try Self.environment(nil)
        let version = try await TrainerEnvironment(unknown.path)
            .version(of: .trl, using: unknown.path)
        #expect(version == nil)
    }

    @Test func `what starts the trainer is looked for, the named environment first`() throws {
        let folder = try Self.environment("1.16.0")
        let environment = TrainerEnvironment(folder.path)
        #expect(environment.variables.contains { $0.hasPrefix("PATH=\(folder.path)/bin:") })
        #expect(environment.variables.contains("VIRTUAL_ENV=\(folder.path)"))
        #expect(environment.variables.filter { $0.hasPrefix("PIPELINE=") }.count == 1)
        let fault = #expect(throws: Fault.self) { try environment.check(.trl) }
        #expect(fault?.code == .unavailable && fault?.message.contains("torchrun") == true)
        try folder.write(program: "#!/bin/sh\n", to: "bin/torchrun")
        try environment.check(.trl)
    }
}
