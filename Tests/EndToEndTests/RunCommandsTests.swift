import Engine
import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// The commands that look at runs and the store, and those that end and remove.
    @Suite struct RunCommandsTests {
        private func json(_ end: Subprocess.End) throws -> JSONValue {
            try JSONReader.parse(Array(end.output.utf8), file: "output")
        }

        @Test func `runs, status and logs tell of a finished run`() async throws {
            let repository = try await ReferenceRun.shared.repository
            let runs = try await repository.pipeline("runs")
            #expect(runs.output.contains("quickstart"), "\(runs.output)")
            let row = try #require(
                try json(try await repository.pipeline("runs", "--json"))["runs"]?.arrayValue?.first
            )
            #expect(row["state"] == "done")
            #expect(row["stages_done"] == 10)
            #expect((row["seconds"]?.realValue ?? 0) > 0)
            let watched = try await repository.pipeline("status", "quickstart", "--watch")
            let status = try await repository.pipeline("status", "quickstart")
            #expect(watched.output == status.output)
            let logs = try await repository.pipeline("logs", "rollouts", "--tail", "1")
            #expect(logs.output.contains("stage.finished"), "\(logs.output)\(logs.errors)")
            #expect(logs.output.split(separator: "\n").count == 1)
            let unknown = try await repository.pipeline("logs", "rolouts")
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("`rollouts`"))
        }

        @Test func `inspect shows an artifact by its stage, its key and its folder`() async throws {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let receipt = try reference.workspace.receipt("labels", run: "quickstart")
            let folder = try reference.workspace.stage("labels", run: "quickstart")
            let stage = try await repository.pipeline("inspect", "quickstart/labels")
            #expect(stage.status == 0, "\(stage.errors)")
            #expect(stage.output.contains(receipt.key.hex))
            #expect(stage.output.contains("48 in = 48 out + 0 rejected"), "\(stage.output)")
            #expect(stage.output.contains("quickstart/labels"))
            for name in [receipt.key.short, folder] {
                let other = try await repository.pipeline("inspect", name)
                #expect(other.output == stage.output, "\(name): \(other.errors)")
            }
            let nothing = try await repository.pipeline("inspect", "nothing-of-the-kind")
            #expect(nothing.status == 66)
        }

        @Test func `inspect shows a question with its rollouts, label and picture`() async throws {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let folder = try TemporaryFolder("picture")
            let file = "\(folder.path)/picture"
            let end = try await repository.pipeline(
                "inspect", "train-00003", "--picture", file, "--json")
            #expect(end.status == 0, "\(end.errors)")
            let value = try json(end)
            let picture = try #require(value["question"]?["images"]?.arrayValue?.first)
            #expect(picture["sha256"]?.stringValue == (try SHA256.digest(ofFile: file)).hex)
            let holdings = try #require(value["holdings"]?.arrayValue)
            let stages = holdings.flatMap { $0["stages"]?.strings ?? [] }
            for stage in ["ingest", "rollouts", "labels"] {
                #expect(stages.contains("quickstart/\(stage)"), "\(stages)")
            }
            let rows = holdings.flatMap { $0["rows"]?.arrayValue ?? [] }
            #expect(rows.count { $0["file"] == "rollouts.parquet" } == 8)
            #expect(rows.contains { $0["row"]?["difficulty"] != nil })
            let text = try await repository.pipeline("inspect", "train-00003").output
            #expect(text.contains("8 rollouts, "), "\(text)")
        }

        @Test func `verify reads all and finds what is damaged`() async throws {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, ["--until", "ingest"])
            let sound = try await repository.pipeline("verify", "--json")
            #expect(sound.status == 0, "\(sound.output)\(sound.errors)")
            #expect(try json(sound)["artifacts"]?.integerValue == workspace.artifactNames.count)
            #expect(try json(sound)["stages_without_units"] == 0)
            let folder = try workspace.stage("ingest", run: "quickstart")
            var bytes = try FileSystem.read("\(folder)/questions.jsonl")
            bytes[0] ^= 1
            try FileSystem.write(bytes, to: "\(folder)/questions.jsonl")
            let damaged = try await repository.pipeline("verify", "quickstart")
            #expect(damaged.status == 1)
            #expect(damaged.output.contains("`questions.jsonl` has other bytes"))
            let again = try await repository.pipeline(
                "run", SmallRepository.manifest, "--until", "ingest")
            #expect(again.status == 0)
            #expect(again.errors.contains("damaged"))
            #expect(try await repository.pipeline("verify").status == 0)
        }

        @Test func `gc removes what it said it would`() async throws {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, ["--until", "ingest"])
            let old = workspace.artifactNames
            try await repository.run(
                in: workspace, ["--until", "ingest", "--set", "stages.ingest.shard_samples=32"])
            let told = try json(
                try await repository.pipeline("gc", "--keep-runs", "1", "--dry-run", "--json"))
            #expect(workspace.artifactNames.count > old.count)
            let done = try json(try await repository.pipeline("gc", "--keep-runs", "1", "--json"))
            #expect(done["freed_bytes"] == told["freed_bytes"])
            #expect((done["freed_bytes"]?.integerValue ?? 0) > 0)
            #expect(done["removed_artifacts"] == told["removed_artifacts"])
            let stage = try workspace.receipt("ingest", run: "quickstart").key.hex
            #expect(workspace.artifactNames.contains("ingest/\(stage)"))
            #expect(try await repository.pipeline("verify").status == 0)
            let all = try await repository.pipeline("gc", "--keep-runs", "0")
            #expect(all.status == 0, "\(all.errors)")
            #expect(workspace.artifactNames.isEmpty)
            #expect(try await repository.pipeline("runs").output.hasPrefix("no runs in "))
        }

        @Test func `cancel stops a run from outside, and the run can go on`() async throws {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let workspace = repository.workspace("cancelled")
            let process = try repository.startRun(
                in: workspace, ["--set", "stages.warm-up.steps=100000"])
            try await workspace.wait(for: "quickstart", while: process) { $0.stage == "warm-up" }
            let cancel = try await repository.pipeline(
                "cancel", "quickstart", "--workspace", workspace.root)
            #expect(cancel.status == 0, "\(cancel.errors)")
            #expect(cancel.output.contains("quickstart: interrupted"), "\(cancel.output)")
            #expect(cancel.output.contains("go on: pipeline resume quickstart"))
            #expect(try await process.wait().status == 130)
            let nobody = try await repository.pipeline(
                "cancel", "quickstart", "--workspace", workspace.root)
            #expect(nobody.status == 65, "\(nobody.errors)")
        }

        @Test func `a request in the run's folder stops a run as well`() async throws {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let workspace = repository.workspace("asked")
            let process = try repository.startRun(
                in: workspace, ["--set", "stages.warm-up.steps=100000"])
            try await workspace.wait(for: "quickstart", while: process) { $0.stage == "warm-up" }
            // What `cancel` leaves for a process that it cannot signal: the lock's own words.
            let folder = Workspace(workspace.root).run("quickstart")
            let holder = try #require(RunLock.currentHolder(folder))
            let request: JSONValue = [
                "pid": .integer(holder.processIdentifier), "host": .string(holder.host),
                "started": .string(holder.started),
            ]
            try FileSystem.write(
                Array((request.serialized + "\n").utf8), to: "\(folder.path)/cancel")
            #expect(try await process.wait().status == 130)
            #expect(try FileSystem.status("\(folder.path)/cancel") == nil)
        }

        @Test func `logs follow a run to its end`() async throws {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            let process = try repository.startRun(in: workspace, ["--until", "warm-up"])
            try await workspace.wait(for: "quickstart", while: process) { $0.stage == "ingest" }
            let logs = try await repository.pipeline("logs", "warm-up", "-f")
            #expect(try await process.wait().status == 0)
            #expect(logs.status == 0, "\(logs.errors)")
            #expect(logs.output.contains("stage.finished"), "\(logs.output)")
        }

        @Test func `doctor says what works here`() async throws {
            let repository = try await ReferenceRun.shared.repository
            let end = try await repository.pipeline("doctor", SmallRepository.manifest, "--json")
            #expect(end.status == 0, "\(end.errors)")
            let findings = try #require(try json(end)["findings"]?.arrayValue)
            let names = findings.compactMap { $0["name"]?.stringValue }
            for name in [
                "OpenBLAS", "zstd", "libcurl", "libpng", "processors", "locks", "TRL", "Slurm",
                SmallRepository.manifest,
            ] {
                #expect(names.contains(name), "\(names)")
            }
            #expect(
                findings.allSatisfy { $0["state"] == "works" || $0["remedy"]?.stringValue != nil })
        }

        struct Case: Sendable, CustomTestStringConvertible {
            var arguments: [String]
            var status: Int32
            var testDescription: String { "\(arguments.joined(separator: " ")): \(status)" }
        }

        @Test(arguments: [
            Case(arguments: ["run", "nowhere.yaml"], status: 66),
            Case(arguments: ["plan", "nowhere.yaml"], status: 66),
            Case(arguments: ["status", "nowhere.yaml"], status: 66),
            Case(arguments: ["ingest", "nowhere.yaml", "--out", "out"], status: 66),
            Case(
                arguments: ["ingest", "datasets/easy-vqa.yaml", "--data-root", "no", "--out", "o"],
                status: 66),
            Case(arguments: ["run", SmallRepository.manifest, "--until", "nothing"], status: 64),
            Case(
                arguments: [
                    "run", SmallRepository.manifest, "--only", "labels", "--workspace", "fresh",
                ], status: 64),
            Case(
                arguments: ["ingest", "datasets/shapes.yaml", "--out", "/proc/nothing"], status: 73),
            Case(arguments: ["run", SmallRepository.manifest, "--set", "seed=x"], status: 65),
            Case(arguments: ["cancel"], status: 66),
        ])
        func `the exit status tells what was wrong`(test: Case) async throws {
            let repository = try await ReferenceRun.shared.repository
            let end = try await repository.start(test.arguments).wait()
            #expect(end.status == test.status, "\(end.errors)")
            #expect(end.errors.contains("error: "))
        }
    }
}
