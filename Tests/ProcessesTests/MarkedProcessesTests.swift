import Foundation
import Records
import Testing

@testable import Processes

@Suite struct MarkedProcessesTests {
    @Test func `processes with a mark are found and ended, the deaf ones too`() async throws {
        let marked = MarkedProcesses("PIPELINE_TEST_MARK=\(UInt64.random(in: 0 ... .max))")
        #expect(marked.running.isEmpty)
        #expect(try await marked.end(grace: .seconds(1)) == 0)
        let deaf = try start("trap '' TERM; while :; do sleep 0.05; done", marked)
        let other = try start("exec sleep 3600", MarkedProcesses("PIPELINE_TEST_MARK=other"))
        // The test runner blocks SIGTERM, and its children inherit that.
        defer { kill(other.processIdentifier, SIGKILL) }
        while marked.running.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        #expect(marked.running.contains(Int(deaf.processIdentifier)))
        #expect(try await marked.end(grace: .milliseconds(200)) >= 1)
        deaf.waitUntilExit()
        #expect(deaf.terminationReason == .uncaughtSignal && deaf.terminationStatus == 9)
        #expect(marked.running.isEmpty && other.isRunning)
    }

    private func start(_ script: String, _ marked: MarkedProcesses) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script]
        let parts = marked.mark.split(separator: "=", maxSplits: 1).map(String.init)
        process.environment = ["PATH": "/usr/bin:/bin", parts[0]: parts[1]]
        try process.run()
        return process
    }
}
