import Engine
import Images
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// From a table and a folder of pictures to a trained policy, with the program alone: no pipelines
    /// beside the manifest, and no file cut by hand.
    @Suite struct DividedDataTests {
        private static let colours: [(name: String, value: [UInt8])] = [
            ("red", [220, 30, 30]), ("green", [30, 200, 60]), ("blue", [40, 60, 210]),
        ]
        private static let pictureCount = 40

        /// Pictures of one colour, and a table with two questions about each and a row about none.
        private static func write(to folder: TemporaryFolder) throws {
            var table = "picture,question,answer\n"
            for number in 0..<pictureCount {
                let colour = colours[number % colours.count]
                var pixels: [UInt8] = []
                for place in 0..<(32 * 32) {
                    let shade = UInt8(truncatingIfNeeded: (place * 7 + number) % 23)
                    pixels += colour.value.map { $0 - shade }
                }
                let picture = PixelImage(width: 32, height: 32, pixels: pixels)
                try folder.write(picture.png(), to: "own/photos/\(number).png")
                table += "\(number).png,what colour is it,\(colour.name)\n"
                table += "\(number).png,which colour,\(colour.name)\n"
            }
            try folder.write(table + ",what colour is it,red\n", to: "own/questions.csv")
        }

        /// Runs `pipeline` in a folder.
        private static func pipeline(
            _ arguments: [String], in folder: TemporaryFolder
        ) async throws -> Subprocess.End {
            try await Subprocess([Binary.path] + arguments, in: folder.path)
                .wait(atMost: .seconds(500))
        }

        /// Takes the number sign from the lines of a file that hold a text.
        private static func uncomment(
            _ path: String, in folder: TemporaryFolder, _ held: String
        ) throws {
            let text = String(
                decoding: try FileSystem.read("\(folder.path)/\(path)"), as: UTF8.self)
            #expect(text.contains("# \(held)"), "\(text)")
            try folder.write(text.replacing("# \(held)", with: held), to: path)
        }

        private static let small = [
            "warm-up.steps=8", "warm-up.batch=8", "rollouts.n=4", "coarse.steps=2",
            "coarse.prompts=4", "fine.steps=2", "reasoning.steps=2", "evaluate.draws=1",
            "curriculum.phases=[{name: coarse, capabilities: [coarse], labels: [easy, medium, hard]}, "
                + "{name: fine, capabilities: [fine], labels: [medium], optional: true}, "
                + "{name: reasoning, capabilities: [reasoning], labels: [medium], optional: true}]",
        ].flatMap { ["--set", "stages.\($0)"] }

        @Test func `one table trains, measures and warms up`() async throws {
            let folder = try TemporaryFolder("divided")
            try Self.write(to: folder)
            let made = try await Self.pipeline(
                ["new", "dataset", "mine", "--from", "own"], in: folder)
            try #require(made.status == 0, "\(made.errors)")
            let manifest = try await Self.pipeline(["new", "manifest", "mine"], in: folder)
            try #require(manifest.status == 0, "\(manifest.errors)")
            let data = "datasets/mine.yaml"
            try Self.uncomment(data, in: folder, "target: ")

            // One split is too few, and the way out is told.
            let plan = ["plan", "manifests/mine.yaml"]
            let short = try await Self.pipeline(plan, in: folder)
            #expect(short.status == 65)
            #expect(
                short.errors.contains(
                    "add `divide: {warmup: 3, train: 6, test: 1}` to `splits.train`"))
            try Self.uncomment(data, in: folder, "divide: ")
            // What the answers alone need stands in the manifest.
            let path = "manifests/mine.yaml"
            let whole = try await Self.pipeline(plan, in: folder)
            #expect(whole.status == 0, "\(whole.errors)")
            #expect(
                whole.output.contains("notice: the phase `fine` of `curriculum` will be left out"))
            let text = String(
                decoding: try FileSystem.read("\(folder.path)/\(path)"), as: UTF8.self)
            try folder.write(text.replacing("image_size: 64", with: "image_size: 32"), to: path)

            let run = ["run", path] + Self.small
            let end = try await Self.pipeline(run, in: folder)
            try #require(end.status == 0, "\(end.errors)")
            let workspace = WorkspaceView(root: "\(folder.path)/.pipeline")
            try workspace.expectSound(after: "mine")
            let ingest = try workspace.receipt("ingest", run: "mine").accounting
            #expect(ingest.inputs == 2 * Self.pictureCount + 1)
            #expect(ingest.rejects == ["missing_image": 1])
            #expect(end.output.hasSuffix("\nrejects: pipeline rejects mine\n"))
            let rejects = try await Self.pipeline(["rejects", "mine/ingest"], in: folder)
            let lines = rejects.output.split(separator: "\n")
            #expect(lines.first == "mine/ingest: 1 reject: 1 missing_image", "\(rejects.errors)")
            #expect(lines.last?.hasPrefix("questions.csv:82  ") == true, "\(rejects.output)")
            let all = try await Self.pipeline(["rejects", path], in: folder)
            #expect(all.output.contains("mine/ingest: 1 reject"), "\(all.errors)")
            try CheckpointChain.expectSound(["warm-up", "coarse"], run: "mine", in: workspace)
            let questions = try TableReader.read(
                Question.self, from: "\(try workspace.stage("ingest", run: "mine"))/questions.jsonl"
            )
            #expect(Set(questions.map(\.split)) == ["warmup", "train", "test"])

            // Nothing is done again, neither by the manifest nor by its lock.
            for source in [path, ".pipeline/runs/mine/manifest.lock.yaml"] {
                let again = try await Self.pipeline(
                    ["run", source] + (source == path ? Self.small : []), in: folder)
                #expect(again.status == 0, "\(again.errors)")
                let session = try workspace.lastSession("mine")
                #expect(session.contains { $0.kind == .stageCached })
                #expect(!session.contains { $0.kind == .stageFinished })
            }
        }
    }
}
