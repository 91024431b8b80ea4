import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// What happens where memory runs out: the system kills a program, or gives none to ours.
    @Suite struct MemoryTests {
        private static let width = 6

        struct Case: Sendable, CustomTestStringConvertible {
            /// What a task does instead of its work.
            var program: String
            /// What the user is told.
            var message: String
            var testDescription: String { message }
        }

        @Test(arguments: [
            Case(program: "kill -9 $$", message: "signal 9 (SIGKILL)"),
            Case(program: "sh -c 'kill -9 $$'; exit $?", message: "exit status 137"),
        ])
        func `a program that the system kills is a failed unit, and is done by the next run`(
            test: Case
        ) async throws {
            let repository = try FaultRepository(width: MemoryTests.width)
            let workspace = repository.workspace()
            let original = try FileSystem.read("\(repository.root)/task.sh")
            // Not by the script's bytes, which are an input: whether it strikes is the file's matter.
            let script = """
                if [ -e "fail/$1" ]; then echo "$1" >> exec.log; \(test.program); fi

                """
            try FileSystem.write(Array(script.utf8) + original, to: "\(repository.root)/task.sh")
            try repository.write("", to: "fail/one-3")
            let end = try await repository.start(in: workspace).wait()
            #expect(end.status == 1, "\(end.errors)")
            #expect(end.errors.contains(test.message), "\(end.errors)")
            #expect(end.errors.contains("out of memory"), "\(end.errors)")
            #expect(end.errors.contains("one/3.txt"), "\(end.errors)")
            #expect(try repository.takeTaskCount() == MemoryTests.width)
            try FileSystem.remove("\(repository.root)/fail/one-3")
            try await repository.run(in: workspace)
            #expect(try repository.takeTaskCount() == 1 + MemoryTests.width + 1)
            let expected = try await FaultReference.of(width: MemoryTests.width)
            #expect(try repository.delivered() == expected.delivered)
        }

        /// The system's thread pool waits for memory without end, so that some limits stop a run
        /// rather than ending it; then it is killed, as the system would.
        @Test func `a run that gets too little memory loses nothing`() async throws {
            var ends: [String] = []
            var failureCount = 0
            for mebibytes in [24, 96, 160, 192, 256, 384, 512, 4096] {
                let repository = try FaultRepository(width: MemoryTests.width)
                let workspace = repository.workspace()
                let limited = "ulimit -v \(mebibytes * 1024) && exec \"$@\""
                let process = try Subprocess(
                    ["SWIFT_BACKTRACE=enable=no", "sh", "-c", limited, "sh"]
                        + repository.command(in: workspace),
                    in: repository.root)
                let end = try? await process.wait(atMost: .seconds(3))
                if end?.status != 0 { failureCount += 1 }
                let how = end.map { "\($0.status)" } ?? "killed"
                ends.append("\(mebibytes) MiB: \(how)")
                try await LiveProcesses.expectNone(in: repository.root, "\(mebibytes) MiB")
                try await repository.run(in: workspace)
                try await repository.expectResults(workspace, "\(mebibytes) MiB: \(how)")
            }
            OutputLine.say("limits of address space: \(ends.joined(separator: ", "))")
            #expect(failureCount > 0, "no limit was small enough")
        }
    }
}
