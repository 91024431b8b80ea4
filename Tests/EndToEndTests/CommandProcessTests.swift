import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// The programs of `command` stages as processes.
    @Suite struct CommandProcessTests {
        /// A repository with one stage.
        private struct Place {
            let folder: TemporaryFolder
            var root: String { folder.path }

            init(_ stage: String) throws {
                folder = try TemporaryFolder("command")
                try FileSystem.createFolder("\(root)/pipelines")
                try write("name: one\npipeline: one\n", to: "m.yaml")
                try write("name: one\nstages:\n  it:\n\(stage)", to: "pipelines/one.yaml")
            }

            func write(_ text: String, to path: String) throws {
                try FileSystem.write(Array(text.utf8), to: "\(root)/\(path)")
            }

            func lines(_ path: String) -> [Substring] {
                let bytes = (try? FileSystem.read("\(root)/\(path)")) ?? []
                return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            }

            func start(_ environment: [String] = []) throws -> Subprocess {
                try Subprocess(environment + [Binary.path, "run", "m.yaml"], in: root)
            }

            /// Waits until a file has a line.
            func wait(for path: String, while process: Subprocess) async throws {
                while lines(path).isEmpty {
                    guard !process.hasEnded else {
                        throw Fault(.internalError, "the run ended before `\(path)` was there")
                    }
                    try await Task.sleep(for: .milliseconds(2))
                }
            }
        }

        private func waitForDeath(of process: pid_t) async throws {
            while kill(process, 0) == 0 {
                let state = (try? FileSystem.read("/proc/\(process)/stat")) ?? []
                if String(decoding: state, as: UTF8.self).contains(") Z ") { return }
                try await Task.sleep(for: .milliseconds(2))
            }
        }

        struct Signal: Sendable {
            var number: Int32
        }

        @Test(arguments: [Signal(number: SIGKILL), Signal(number: SIGTERM)])
        func `a program ends with the run, however that ends`(signal: Signal) async throws {
            let place = try Place(
                "    kind: command\n    run: [sh, -c, 'echo $$ > pid; exec sleep 1000']\n")
            let run = try place.start()
            try await place.wait(for: "pid", while: run)
            let process = try #require(pid_t(place.lines("pid")[0]))
            #expect(kill(process, 0) == 0)
            run.signal(signal.number)
            #expect(try await run.wait().status != 0)
            try await waitForDeath(of: process)
        }

        @Test func `a timeout ends a program and what it started`() async throws {
            let place = try Place(
                """
                    kind: command
                    shell: "sleep 1000 & echo $! > pid; wait"
                    timeout: 1s
                    retries: 0

                """)
            let run = try place.start()
            try await place.wait(for: "pid", while: run)
            let process = try #require(pid_t(place.lines("pid")[0]))
            let end = try await run.wait()
            #expect(end.status != 0)
            #expect(end.errors.contains("timeout"), "\(end.errors)")
            try await waitForDeath(of: process)
        }

        @Test func `a fault that may pass is tried again`() async throws {
            let place = try Place(
                """
                    kind: command
                    run: [sh, -c, 'echo x >> tries; [ $(wc -l < tries) -gt 2 ] || exit 75']
                    retries: 2

                """)
            let end = try await place.start().wait()
            #expect(end.status == 0, "\(end.errors)")
            #expect(place.lines("tries").count == 3)
        }

        @Test func `only named variables reach a program, and none the store`() async throws {
            let place = try Place(
                """
                    kind: command
                    shell: "env | sort > {outputs.all}"
                    outputs: {all: all.txt}
                    environment: [SECRET, NOT_SET]

                """)
            let end = try await place.start(["SECRET=swordfish", "OTHER=1"]).wait()
            #expect(end.status == 0, "\(end.errors)")
            #expect(place.lines("all.txt").contains("SECRET=swordfish"))
            #expect(!place.lines("all.txt").contains { $0.hasPrefix("OTHER=") })
            // Another value is the same run.
            try FileSystem.remove("\(place.root)/all.txt")
            let again = try await place.start(["SECRET=other"]).wait()
            #expect(again.status == 0, "\(again.errors)")
            #expect(place.lines("all.txt").contains("SECRET=swordfish"))
            for file in Tree.files(under: "\(place.root)/.pipeline/runs") {
                let text = place.lines(".pipeline/runs/\(file)").joined(separator: "\n")
                #expect(!text.contains("swordfish"), "\(file)")
            }
        }

        @Test func `output that is no text cannot steer the terminal`() async throws {
            let place = try Place(
                """
                    kind: command
                    run: [sh, -c, 'printf "a\\\\000b\\\\033]0;owned\\\\007\\\\377\\\\nlast\\\\n"; exit 4']

                """)
            let end = try await place.start().wait()
            #expect(end.status == 1)
            #expect(end.errors.contains("exit status 4") && end.errors.contains("last"))
            #expect(!end.errors.utf8.contains(0x1B) && !end.errors.utf8.contains(7))
            #expect(!end.errors.utf8.contains(0))
            let logs = try await Subprocess([Binary.path, "logs", "it"], in: place.root).wait()
            #expect(logs.output.contains("owned"), "\(logs.errors)")
            #expect(logs.output.utf8.allSatisfy { $0 == 10 || ($0 >= 32 && $0 != 127) })
        }

        @Test func `a link that a program leaves is not published`() async throws {
            let place = try Place(
                """
                    kind: command
                    run: [ln, -s, /etc/passwd, "{outputs.made}"]
                    outputs: {made: made.txt}

                """)
            let end = try await place.start().wait()
            #expect(end.status == 1)
            #expect(end.errors.contains("which is a link or no plain file"), "\(end.errors)")
            #expect(place.lines("made.txt").isEmpty)
            let store = Tree.files(under: "\(place.root)/.pipeline/store")
            #expect(!store.contains { $0.hasSuffix("made.txt") }, "\(store)")
        }

        @Test func `under a strict umask nobody else can read what a run makes`() async throws {
            let place = try Place(
                """
                    kind: command
                    shell: "echo made > {outputs.made}"
                    outputs: {made: made.txt}

                """)
            let end = try await Subprocess(
                ["sh", "-c", "umask 077; exec \"$0\" run m.yaml", Binary.path], in: place.root
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            let open = try await Subprocess(
                ["find", ".pipeline", "made.txt", "!", "-type", "l", "-perm", "/077"],
                in: place.root
            ).wait()
            #expect(open.status == 0 && open.output.isEmpty, "\(open.output)\(open.errors)")
        }
    }
}
