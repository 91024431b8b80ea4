import Engine
import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// Runs whose units a real Slurm does.
    @Suite struct SlurmRunTests {
        private static let words = ["--executor", "slurm"]

        @Test func `a run on a cluster publishes what a run here does`() async throws {
            guard let cluster = SlurmCluster.shared else { return }
            let repository = try SmallRepository()
            let (here, there) = (repository.workspace("here"), repository.workspace("there"))
            let run = ["run", SmallRepository.manifest, "--until", "labels", "--workspace"]
            let first = try await repository.start(run + [here.root]).wait()
            try #require(first.status == 0, "\(first.errors)")
            let second = try await Subprocess(
                cluster.environment + [Binary.path] + run + [there.root] + Self.words,
                in: repository.root
            ).wait(atMost: .seconds(300))
            try #require(second.status == 0, "\(second.errors)")
            #expect(there.digests == here.digests)
            try there.expectSound(after: "quickstart")
            #expect(
                try there.events("quickstart").contains {
                    $0.kind == .notice && $0.message?.contains("array job") == true
                })
            // A range by hand: what is published is left alone.
            let task = "\(there.root)/runs/quickstart/remote/rollouts/1"
            let byHand = try await repository.start(["unit", task, "0"]).wait()
            #expect(byHand.status == 0, "\(byHand.errors)")
            let beyond = try await repository.start(["unit", task, "999"]).wait()
            #expect(beyond.status == 64 && beyond.errors.contains("has ranges 0 to"))
            // What is done there is done here too.
            let again = try await repository.start(run + [there.root]).wait()
            #expect(again.errors.contains("ingest: cached"), "\(again.errors)")
        }

        /// A stage of twelve units; what they do before they write is told by files.
        private static let script = """
            name=$(basename "$1" .txt)
            echo "$name" >> ledger
            case $name in
                u03) [ -e mended ] || { echo "u03 is not mended" >&2; exit 3; } ;;
            esac
            while [ ! -e "go/$name" ]; do sleep 0.05; done
            sha256sum < "$1" > "$2"

            """

        private static func repository() throws -> TemporaryFolder {
            let folder = try TemporaryFolder("drill")
            for shelf in ["in", "go", "pipelines", "manifests"] {
                try FileSystem.createFolder("\(folder.path)/\(shelf)")
            }
            func write(_ text: String, _ path: String) throws {
                try FileSystem.write(Array(text.utf8), to: "\(folder.path)/\(path)")
            }
            for unit in 0..<12 { try write("text \(unit)\n", "in/\(name(unit)).txt") }
            try write(script, "task.sh")
            try write(
                """
                name: drill
                stages:
                  each:
                    kind: command
                    run: [sh, task.sh, "{item}", "{outputs.sum}"]
                    foreach: in/*.txt
                    inputs: {script: task.sh}
                    outputs: {sum: "out/{item.stem}.sum"}
                  all:
                    kind: command
                    shell: cat {inputs.sums} > {outputs.all}
                    inputs: {sums: {stage: each}}
                    outputs: {all: out/all.sums}

                """, "pipelines/drill.yaml")
            try write(
                """
                name: drill
                pipeline: drill
                executor: {kind: slurm, jobs: 6, units_per_job: 1}

                """, "manifests/drill.yaml")
            return folder
        }

        private static func name(_ unit: Int) -> String { unit < 10 ? "u0\(unit)" : "u\(unit)" }

        @Test func `failures, kills, lost nodes and restarts end in what a run here ends in`()
            async throws
        {
            guard let cluster = SlurmCluster() else { return }
            let folder = try Self.repository()
            let root = folder.path
            let workspace = WorkspaceView(root: "\(root)/.pipeline")
            func start(_ words: [String]) throws -> Subprocess {
                try Subprocess(cluster.environment + [Binary.path] + words, in: root)
            }
            func go(_ units: Range<Int>) throws {
                for unit in units {
                    try FileSystem.write([], to: "\(root)/go/\(Self.name(unit))")
                }
            }
            func begun() -> [String] {
                let bytes = (try? FileSystem.read("\(root)/ledger")) ?? []
                return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(
                    String.init)
            }
            func wait(_ what: Comment, _ isSo: () -> Bool) async throws {
                let deadline = ContinuousClock.now + .seconds(90)
                while !isSo() {
                    try #require(ContinuousClock.now < deadline, what)
                    try await Task.sleep(for: .milliseconds(50))
                }
                OutputLine.say("drill: \(what)")
            }
            let driver = try start(["run", "manifests/drill.yaml", "--keep-going"])
            try await wait("six units are under way") { Set(begun()).count >= 6 }
            // A killed worker: its unit is begun again.
            let workers = cluster.jobs().filter { process in
                let words = (try? FileSystem.read("/proc/\(process)/cmdline")) ?? []
                return words.split(separator: 0).contains { $0.elementsEqual("unit".utf8) }
            }
            let victim = try #require(workers.first)
            kill(victim, SIGKILL)
            // A lost node.
            try cluster.kill("slurmd.n2")
            // A controller that is away for a while.
            try cluster.kill("slurmctld")
            try go(0..<6)
            try await Task.sleep(for: .seconds(3))
            cluster.restart("slurmctld")
            cluster.restart("slurmd.n2")
            try await wait("more units began after that") { Set(begun()).count >= 9 }
            // A driver that is killed; its jobs go on.
            driver.signal(SIGKILL)
            _ = try await driver.wait()
            try go(6..<12)
            let resumed = try await start(["resume", "drill", "--keep-going"])
                .wait(atMost: .seconds(300))
            #expect(resumed.status == 1)
            #expect(resumed.errors.contains("u03 is not mended"), "\(resumed.errors)")
            try FileSystem.write([], to: "\(root)/mended")
            let last = try await start(["resume", "drill"]).wait(atMost: .seconds(300))
            try #require(last.status == 0, "\(last.errors)")
            OutputLine.say("drill: \(begun().count) attempts at 12 units")

            // The same here, from nothing.
            let here = WorkspaceView(root: "\(root)/here")
            let local = try await start(
                ["run", "manifests/drill.yaml", "--executor", "local", "--workspace", here.root]
            ).wait()
            try #require(local.status == 0, "\(local.errors)")
            #expect(workspace.digests == here.digests)
            try workspace.expectSound(after: "drill")
        }

        @Test func `a detached run is driven by a job, and cancelled from here`() async throws {
            guard let cluster = SlurmCluster.shared else { return }
            let folder = try Self.repository()
            let root = folder.path
            let workspace = WorkspaceView(root: "\(root)/.pipeline")
            func end(_ words: [String]) async throws -> Subprocess.End {
                try await Subprocess(cluster.environment + [Binary.path] + words, in: root).wait()
            }
            func wait(_ what: Comment, _ isSo: () throws -> Bool) async throws {
                let deadline = ContinuousClock.now + .seconds(90)
                while try !isSo() {
                    try #require(ContinuousClock.now < deadline, what)
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            try FileSystem.write([], to: "\(root)/mended")
            let run = ["run", "manifests/drill.yaml", "--detach"]
            let local = try await end(run + ["--executor", "local"])
            #expect(local.status == 64 && local.errors.contains("needs a cluster"))
            let first = try await end(run)
            try #require(first.status == 0, "\(first.errors)")
            #expect(first.output.contains("of Slurm drives the run drill"))
            try await wait("units are under way") {
                try workspace.events("drill").contains { $0.kind == .unitStarted }
            }
            let second = try await end(run)
            #expect(second.status == 75, "\(second.errors)")
            let cancelled = try await end(["cancel", "drill"])
            #expect(cancelled.status == 0, "\(cancelled.errors)")
            #expect(try workspace.events("drill").last?.kind == .runInterrupted)
            for unit in 0..<12 {
                try FileSystem.write([], to: "\(root)/go/\(Self.name(unit))")
            }
            let again = try await end(["resume", "drill", "--detach"])
            try #require(again.status == 0, "\(again.errors)")
            try await wait("the run is done") {
                try workspace.events("drill").last?.kind == .runFinished
            }
            try workspace.expectSound(after: "drill")
        }
    }
}
