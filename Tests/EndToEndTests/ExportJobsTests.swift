import Engine
import Records
import Storage
import Testing

extension EndToEnd {
    /// A stage that is done by a job which no run drives. Its commands run here, an index at a time.
    @Suite struct ExportJobsTests {
        private static let words = [
            "--stage", "rollouts", "--format", "kubernetes", "--image",
            "registry.example/pipeline:1",
        ]

        @Test func `what a job publishes is found, and the run goes on to the same bytes`()
            async throws
        {
            let repository = try SmallRepository()
            let (here, there) = (repository.workspace("here"), repository.workspace("there"))
            let run = ["run", SmallRepository.manifest, "--workspace"]
            let whole = try await repository.start(run + [here.root, "--until", "labels"]).wait()
            try #require(whole.status == 0, "\(whole.errors)")
            let before = try await repository.start(run + [there.root, "--until", "ingest"]).wait()
            try #require(before.status == 0, "\(before.errors)")

            let export = ["export-jobs", "quickstart", "--workspace", there.root] + Self.words
            let claim = ["--claim", "shared=\(repository.root)"]
            // The policy is not there yet.
            let early = try await repository.start(export + claim).wait()
            #expect(early.status == 66 && early.errors.contains("--until"), "\(early.errors)")
            let trained = try await repository.start(
                run + [there.root, "--until", "warm-up"]
            ).wait()
            try #require(trained.status == 0, "\(trained.errors)")
            let elsewhere = try await repository.start(export + ["--claim", "shared=/else"]).wait()
            #expect(elsewhere.status == 64, "\(elsewhere.errors)")

            let file = "\(repository.root)/job.yaml"
            let exported = try await repository.start(
                export + claim + ["--units-per-job", "1", "--output", file]
            ).wait()
            try #require(exported.status == 0, "\(exported.errors)")
            #expect(exported.output.isEmpty && exported.errors.contains("kubectl create -f"))
            let job = try Job(file)
            try #require(job.completions > 2)
            // All but the last: a job may end before it is done.
            for index in 0..<(job.completions - 1) {
                let end = try await Subprocess(job.command(of: index), in: "/").wait()
                #expect(end.status == 0, "\(end.errors)")
            }
            let resumed = try await repository.start(
                ["resume", "quickstart", "--workspace", there.root, "--until", "labels"]
            ).wait()
            try #require(resumed.status == 0, "\(resumed.errors)")
            let planned = try there.lastSession("quickstart").first {
                $0.kind == .stagePlanned && $0.stage == "rollouts"
            }
            #expect(planned?.unitCount == job.completions)
            #expect(planned?.cachedCount == job.completions - 1)
            #expect(there.digests == here.digests)
            try there.expectSound(after: "quickstart")

            let nothing = try await repository.start(export + claim).wait()
            #expect(nothing.status == 65, "\(nothing.errors)")
            #expect(nothing.errors.contains("nothing is missing"), "\(nothing.errors)")
        }
    }
}

extension EndToEnd.ExportJobsTests {
    /// What this test needs of a job's file.
    private struct Job {
        let completions: Int
        private let words: [String]

        init(_ path: String) throws {
            let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
            func value(_ key: String) throws -> Substring {
                let line = try #require(
                    text.split(separator: "\n").first { $0.contains(" \(key): ") }, "\(text)")
                return line.drop { $0 != ":" }.dropFirst(2)
            }
            completions = try #require(Int(try value("completions")))
            words = try value("command").dropFirst().dropLast().split(separator: ", ").map {
                $0.filter { $0 != "\"" }
            }
        }

        /// The command of an index, as Kubernetes makes it.
        func command(of index: Int) -> [String] {
            [Binary.path]
                + words.dropFirst().map { $0 == "$(JOB_COMPLETION_INDEX)" ? "\(index)" : $0 }
        }
    }
}
