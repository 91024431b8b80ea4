import Glibc
import Records
import Storage
import TestSupport
import Testing

@testable import Processes

@Suite(.serialized) struct ProcessGuardTests {
    /// Waits until a file has a line.
    private static func line(of path: String) async throws -> String {
        while true {
            let bytes = (try? FileSystem.read(path)) ?? []
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                return String(decoding: bytes[..<end], as: UTF8.self)
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Whether a process is there and has not ended.
    private static func lives(_ process: pid_t) -> Bool {
        let bytes = (try? FileSystem.read("/proc/\(process)/stat")) ?? []
        return !bytes.isEmpty && !String(decoding: bytes, as: UTF8.self).contains(") Z ")
    }

    @Test func `what a program started ends with us`() async throws {
        let temporary = try TemporaryFolder()
        let folder = temporary.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
            // The shell's own child: no signal of the kernel's reaches it when we are killed.
            let process = ChildProcess(
                ["/bin/sh", "-c", "sleep 1000 & echo $! > child; wait"], folder: folder,
                environment: ["PATH=/usr/bin:/bin"], logPath: "\(folder)/log")
            let task = Task { try await process.run() }
            _ = try await ProcessGuardTests.line(of: "\(folder)/child")
            kill(getpid(), SIGKILL)
            _ = try await task.value
        }
        let line = try await ProcessGuardTests.line(of: "\(folder)/child")
        let child = try #require(pid_t(line))
        while ProcessGuardTests.lives(child) { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test func `a guard that was killed is no reason to fail`() async throws {
        let temporary = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [folder = temporary.path as String] in
            func run(_ script: String) async throws -> ProcessEnd {
                try await ChildProcess(
                    ["/bin/sh", "-c", script], folder: folder,
                    environment: ["PATH=/usr/bin:/bin"], logPath: "\(folder)/log"
                ).run()
            }
            // Our other children: the guard is the only one.
            let end = try await run(
                """
                for process in $(cat /proc/$PPID/task/*/children); do
                    [ $process = $$ ] || kill -9 $process
                done
                """)
            guard end == .exited(0), try await run("exit 3") == .exited(3) else { exit(1) }
            exit(0)
        }
    }
}
