import Records
import Storage
import Testing

extension EndToEnd {
    /// A run is planned, explained, compared, and repeated from its locked manifest.
    @Suite struct ExplainCommandTests {
        private static let manifest = "manifests/one.yaml"
        private static let lock = ".pipeline/runs/one/manifest.lock.yaml"

        /// A repository with a run of one stage that is done.
        private func repository() async throws -> SmallRepository {
            let repository = try SmallRepository()
            try repository.write(
                "name: one\nstages:\n  ingest:\n    kind: ingest\n    shard_samples: 64\n",
                to: "pipelines/one.yaml")
            try repository.write(
                "name: one\npipeline: one\ndatasets: [shapes]\n", to: Self.manifest)
            let end = try await repository.pipeline("run", Self.manifest)
            #expect(end.status == 0, "\(end.errors)")
            return repository
        }

        @Test func `the exit status of a plan tells whether there is work`() async throws {
            let repository = try await repository()
            let done = try await repository.pipeline("plan", Self.manifest, "--detailed-exitcode")
            #expect(done.status == 0)
            #expect(done.output.contains("nothing to do"))
            let change = ["--set", "stages.ingest.shard_samples=32"]
            let work = try await repository.start(
                ["plan", Self.manifest, "--detailed-exitcode"] + change
            ).wait()
            #expect(work.status == 2)
            #expect(work.errors.isEmpty)
            #expect(work.output.contains("--set ingest.shard_samples 64 → 32"), "\(work.output)")
            let plain = try await repository.start(["plan", Self.manifest] + change).wait()
            #expect(plain.status == 0)
        }

        @Test func `a changed value is found at its line`() async throws {
            let repository = try await repository()
            try repository.replace("64", with: "16", in: "pipelines/one.yaml")
            let reason = "pipelines/one.yaml:5 ingest.shard_samples 64 → 16"
            for arguments in [["explain", "ingest"], ["explain", "ingest", "one"]] {
                let end = try await repository.start(arguments).wait()
                #expect(end.status == 0, "\(end.errors)")
                #expect(end.output.contains(reason), "\(end.output)")
            }
            let json = try await repository.pipeline("explain", "ingest", Self.manifest, "--json")
            let value = try JSONReader.parse(Array(json.output.utf8), file: "explain")
            #expect(value["stage"]?["cause"] == "changed")
            #expect(value["stage"]?["changes"]?.arrayValue?.first?["line"] == 5)
            let unknown = try await repository.pipeline("explain", "ingst", Self.manifest)
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("`ingest`"), "\(unknown.errors)")
        }

        @Test func `a locked manifest finds everything done, wherever it lies`() async throws {
            let repository = try await repository()
            let text = try repository.read(Self.lock)
            try repository.write(text, to: "elsewhere/copy.yaml")
            for path in [Self.lock, "elsewhere/copy.yaml"] {
                let plan = try await repository.pipeline("plan", path, "--detailed-exitcode")
                #expect(plan.status == 0, "\(path): \(plan.output)\(plan.errors)")
            }
            let run = try await repository.pipeline("run", Self.lock)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try repository.read(Self.lock) == text)
            let moved = try await repository.pipeline(
                "run", Self.manifest, "--workspace", "\(repository.root)/other")
            #expect(moved.status == 0, "\(moved.errors)")
            // A run's own lock belongs to the workspace that it lies in.
            let own = try await repository.pipeline(
                "plan", "other/runs/one/manifest.lock.yaml", "--json")
            #expect(own.output.contains("\(repository.root)/other\""), "\(own.output)")
        }

        @Test func `a run goes on with the parameters that it was begun with`() async throws {
            let repository = try await repository()
            try repository.write("stages.ingest.shard_samples: 48\nname: two\n", to: "p.yaml")
            let run = try await repository.pipeline("run", Self.manifest, "--params", "p.yaml")
            #expect(run.status == 0, "\(run.errors)")
            try repository.write("stages.ingest.shard_samples: 5\n", to: "p.yaml")
            let plan = try await repository.pipeline("explain", "ingest", "two")
            #expect(plan.output.contains("ingest (ingest): cached"), "\(plan.output)")
            let diff = try await repository.pipeline("diff", "one", "two")
            #expect(diff.status == 0, "\(diff.errors)")
            #expect(diff.output.contains("stages.ingest.shard_samples"), "\(diff.output)")
            let none = try await repository.pipeline("run", Self.manifest, "--params", "none.yaml")
            #expect(none.status == 65)
            #expect(none.errors.contains("none.yaml"), "\(none.errors)")
        }

        @Test func `new files load, and none is replaced`() async throws {
            let repository = try await repository()
            for kind in ["dataset", "pipeline", "manifest"] {
                let end = try await repository.pipeline("new", kind, "mine")
                #expect(end.status == 0, "\(end.errors)")
                #expect(end.output.contains("\(kind)s/mine.yaml"), "\(end.output)")
                let text = try repository.read("\(kind)s/mine.yaml")
                let again = try await repository.pipeline("new", kind, "mine")
                #expect(again.status == 73)
                #expect(try repository.read("\(kind)s/mine.yaml") == text)
            }
            let plan = try await repository.pipeline("plan", "manifests/mine.yaml")
            #expect(plan.status == 0, "\(plan.errors)")
            #expect(plan.output.contains("5 stages will run"), "\(plan.output)")
            let wrong = try await repository.pipeline("new", "dataset", "Not A Name")
            #expect(wrong.status == 64)
        }
    }
}
