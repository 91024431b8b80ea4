import Engine
import Records
import Storage
import TestSupport
import Testing

@testable import Doctor

@Suite struct FindingsTests {
    @Test func `the disk is tried out, and nothing is left on it`() throws {
        let temporary = try TemporaryFolder()
        let findings = DiskFindings.all(for: Workspace(temporary.path))
        #expect(
            findings.map(\.name) == ["folder", "room", "file system", "sync", "locks", "clock"])
        #expect(findings.first?.fact == temporary.path)
        #expect(findings.first { $0.name == "locks" }?.fact == "flock works")
        #expect(try FileSystem.list(temporary.path).isEmpty)
    }

    @Test func `a workspace that is not made yet is not made by looking`() throws {
        let temporary = try TemporaryFolder()
        let findings = DiskFindings.all(for: Workspace("\(temporary.path)/a/b"))
        #expect(findings.first?.fact.contains("not made yet; tried \(temporary.path)") == true)
        #expect(try FileSystem.list(temporary.path).isEmpty)
    }

    @Test func `a folder that cannot be written is a finding`() {
        let findings = DiskFindings.all(for: Workspace("/proc/nothing"))
        #expect(findings.last?.state == .missing)
        #expect(findings.last?.remedy != nil)
    }

    @Test func `the machine is told`() {
        let findings = MachineFindings.all()
        #expect(findings.map(\.name) == ["processors", "memory", "clock"])
        #expect(findings[0].fact.hasPrefix("\(Host.processorCount)"))
    }

    @Test func `what is missing says how to get it`() async {
        let findings = await ProgramFindings.all()
        #expect(findings.contains { $0.name == "Slurm" })
        #expect(findings.allSatisfy { $0.state == .works || $0.remedy != nil })
    }

    struct Case: Sendable {
        var arguments: [String]
        var output: String?
    }

    @Test(arguments: [
        Case(arguments: ["/bin/echo", "a b"], output: "a b\n"),
        Case(arguments: ["/bin/sh", "-c", "echo x; exit 3"]),
        Case(arguments: ["/nowhere"]),
        Case(arguments: ["/bin/sh", "-c", "head -c 2000000 /dev/zero"]),
    ])
    func `a program's output is that of one which ends well`(test: Case) async {
        #expect(await ProgramOutput.of(test.arguments, within: .seconds(60)) == test.output)
    }

    @Test func `a program that does not end is ended`() async {
        #expect(await ProgramOutput.of(["/bin/sleep", "1000"], within: .milliseconds(50)) == nil)
    }
}
