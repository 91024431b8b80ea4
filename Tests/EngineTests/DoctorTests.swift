import Records
import Storage
import Testing

@testable import Engine

@Suite struct DoctorTests {
    @Test func `the disk is tried out, and nothing is left on it`() throws {
        let temporary = try TemporaryWorkspace()
        let findings = DiskFindings.all(for: temporary.workspace)
        #expect(
            findings.map(\.name) == ["folder", "room", "file system", "sync", "locks", "clock"])
        #expect(findings.first?.fact == temporary.root)
        #expect(findings.first { $0.name == "locks" }?.fact == "flock works")
        #expect(try FileSystem.list(temporary.root).isEmpty)
    }

    @Test func `a workspace that is not made yet is not made by looking`() throws {
        let temporary = try TemporaryWorkspace()
        let findings = DiskFindings.all(for: Workspace("\(temporary.root)/a/b"))
        #expect(findings.first?.fact.contains("not made yet; tried \(temporary.root)") == true)
        #expect(try FileSystem.list(temporary.root).isEmpty)
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

    @Test func `what is missing says how to get it`() {
        let findings = ProgramFindings.all()
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
        Case(arguments: ["/bin/sh", "-c", "exec cat /dev/zero"]),
    ])
    func `a program's output is that of one which ends well`(test: Case) {
        #expect(ProgramOutput.of(test.arguments, within: .seconds(60)) == test.output)
    }

    @Test func `a program that does not end is ended`() {
        #expect(ProgramOutput.of(["/bin/sleep", "1000"], within: .milliseconds(50)) == nil)
    }
}
