import Engine
import Manifests
import Records
import Stages
import Storage
import Testing

@testable import Commands

/// What `pipeline new` writes loads as it is.
@Suite struct ScaffoldTests {
    @Test func `a new data set, pipeline and manifest make a run together`() async throws {
        let scratch = try ScratchFolder()
        try scratch.write(try Scaffold.dataset("mine", from: nil), to: "datasets/mine.yaml")
        try scratch.write(Scaffold.pipeline("mine"), to: "pipelines/mine.yaml")
        try scratch.write(
            try Scaffold.manifest("mine", in: scratch.path), to: "manifests/mine.yaml")
        do {
            let run = try ManifestLoader.load(path: "\(scratch.path)/manifests/mine.yaml")
            #expect(run.name == "mine")
            #expect(run.datasets.map(\.name) == ["mine"])
            #expect(run.stageOrder.count == 5)
        } catch {
            Issue.record("\(error.rendered)")
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var source: String
        var testDescription: String { source }
    }

    @Test(arguments: [Case(source: "my data/train.jsonl"), Case(source: "my data")])
    func `a data set of a file or a folder loads`(test: Case) throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            #"{"id": 1, "question": "what", "answer": "a", "image": "1.png"}"# + "\n",
            to: "my data/train.jsonl")
        let text = try Scaffold.dataset("mine", from: "\(scratch.path)/\(test.source)")
        try scratch.write(text, to: "datasets/mine.yaml")
        do {
            let dataset = try ManifestLoader.dataset(path: "\(scratch.path)/datasets/mine.yaml")
                .dataset
            #expect(dataset.name == "mine")
            #expect(dataset.root == "\(scratch.path)/my data")
            #expect(dataset.splitNames == ["train"])
        } catch {
            Issue.record("\(text)\n\(error.rendered)")
        }
    }

    @Test func `a new data set of one file shows how it is divided`() throws {
        let scratch = try ScratchFolder()
        let row = #"{"id": 1, "question": "what", "answer": "a", "image": "1.png"}"# + "\n"
        try scratch.write(row, to: "own/rows.jsonl")
        let text = try Scaffold.dataset("mine", from: "\(scratch.path)/own")
        let divided = text.replacing("    # divide: ", with: "    divide: ")
        #expect(divided != text)
        try scratch.write(divided, to: "datasets/mine.yaml")
        do {
            let dataset = try ManifestLoader.dataset(path: "\(scratch.path)/datasets/mine.yaml")
                .dataset
            #expect(dataset.splitNames == ["warmup", "train", "test"])
        } catch {
            Issue.record("\(divided)\n\(error.rendered)")
        }
        // A split that has a file is none of the shares.
        try scratch.write(row, to: "own/test.jsonl")
        #expect(
            try Scaffold.dataset("mine", from: "\(scratch.path)/own")
                .contains("    # divide: {warmup: 3, train: 6}  # shares"))
        #expect(
            try !Scaffold.dataset("mine", from: "\(scratch.path)/own/test.jsonl")
                .contains("divide: "))
    }

    @Test func `a folder of the Hub becomes its splits, and paths count from the folder`() throws {
        let scratch = try ScratchFolder()
        let row = #"{"id": 1, "question": "what", "answer": "a", "image": "1.png"}"# + "\n"
        let files = [
            "test-00000-of-00001.jsonl", "train-00000-of-00002.jsonl",
            "train-00001-of-00002.jsonl", "validation-00000-of-00001.jsonl",
        ]
        for file in files { try scratch.write(row, to: "hub/data/\(file)") }
        try scratch.write("{}", to: "hub/dataset_info.json")
        try scratch.write("a picture", to: "hub/pictures/1.png")
        let text = try Scaffold.dataset("hub", from: "\(scratch.path)/hub")
        #expect(text.contains("    # divide: {warmup: 3, train: 6}  # shares, by picture"))
        try scratch.write(
            text.replacing("    # divide: ", with: "    divide: "), to: "datasets/hub.yaml")
        do {
            let dataset = try ManifestLoader.dataset(path: "\(scratch.path)/datasets/hub.yaml")
                .dataset
            #expect(dataset.root == "\(scratch.path)/hub")
            #expect(dataset.splits.map(\.name) == ["train", "validation", "test"])
            #expect(dataset.splitNames == ["warmup", "train", "validation", "test"])
            #expect(
                dataset.splits.map(\.annotations) == [
                    ["data/train-*.jsonl"], ["data/validation-*.jsonl"], ["data/test-*.jsonl"],
                ])
            #expect(dataset.splits.map(\.images) == ["pictures", "pictures", "pictures"])
        } catch {
            Issue.record("\(text)\n\(error.rendered)")
        }
    }

    @Test func `a folder without annotations and a manifest without a pipeline are faults`() throws
    {
        let scratch = try ScratchFolder()
        try scratch.write("x", to: "empty/readme.txt")
        let folder = #expect(throws: Fault.self) {
            try Scaffold.dataset("mine", from: "\(scratch.path)/empty")
        }
        #expect(folder?.code == .noInput)
        let manifest = #expect(throws: Fault.self) {
            try Scaffold.manifest("mine", in: scratch.path)
        }
        #expect(manifest?.code == .noInput)
        let pipeline = #expect(throws: Fault.self) {
            try Scaffold.pipeline("mine", like: "no-such")
        }
        #expect(pipeline?.remedy?.contains("pebr-r1") == true)
    }

    /// A folder with a table and pictures, and nothing else.
    struct Photos: Sendable {
        var row: String
        var picture: String
        /// What the data set's YAML says of pictures.
        var lines: [String]
    }

    @Test(arguments: [
        Photos(
            row: "a.png,what?,cat", picture: "photos/a.png",
            lines: ["images: photos", "images: file"]),
        Photos(
            row: "sub/a.JPG,what?,cat", picture: "data/all/sub/a.JPG",
            lines: ["images: data/all", "images: file"]),
        Photos(row: "a.png,what?,cat", picture: "a.png", lines: ["images: file"]),
        Photos(
            row: "7,what?,cat", picture: "photos/7.jpg",
            lines: ["images: photos", #"images: {template: "{file}.jpg"}"#]),
        // Nothing is looked for outside.
        Photos(
            row: "../a.png,what?,cat", picture: "a.png",
            lines: [
                "# images: FOLDER  # or the archive that holds the pictures",
                "images: FIELD  # one of file, question, answer",
            ]),
    ])
    func `pictures that a table names are found beside it`(sample: Photos) throws {
        let scratch = try ScratchFolder()
        try scratch.write("file,question,answer\n\(sample.row)\n", to: "own/table.csv")
        try scratch.write("a picture", to: "own/\(sample.picture)")
        let text = try Scaffold.dataset("mine", from: "\(scratch.path)/own/table.csv")
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
            .filter { $0.contains("images: ") }.map { String($0) }
        #expect(lines == sample.lines, "\(text)")
    }

    @Test func `a new manifest fits data that give answers alone`() throws {
        let scratch = try ScratchFolder()
        let row = #"{"id": 1, "question": "what", "answer": "a", "image": "1.png"}"# + "\n"
        try scratch.write(row, to: "own/rows.jsonl")
        // Where the data set is not filled in yet, too.
        let data = try Scaffold.dataset("mine", from: "\(scratch.path)/own")
        try scratch.write(data, to: "datasets/mine.yaml")
        let text = try Scaffold.manifest("mine", in: scratch.path)
        #expect(text.contains("\nstages:\n  warm-up: {text_only_rows: 0}\n"), "\(text)")
        #expect(!text.contains("stages: {}"))
        try scratch.write(text, to: "manifests/mine.yaml")
        let filled = data.replacing("    # divide: ", with: "    divide: ")
            .replacing("  # target: ", with: "  target: ")
            .replacing(/images: FIELD.*/, with: "images: image")
            .replacing(/# images: FOLDER.*/, with: "")
        try scratch.write(filled, to: "datasets/mine.yaml")
        do throws(ManifestErrors) {
            let run = try ManifestLoader.load(path: "\(scratch.path)/manifests/mine.yaml")
            #expect(run.policy.responseFormat == .answer)
            #expect(run.stage("alignment")?.enabled == false)
            #expect(run.notices.count == 1)
        } catch {
            Issue.record("\(filled)\n\(text)\n\(error.rendered)")
        }
        // Data with descriptions or keywords need none of it.
        try scratch.write(
            filled.replacing("  answer: answer", with: "  answer: answer\n  keywords: k"),
            to: "datasets/mine.yaml")
        #expect(try Scaffold.manifest("mine", in: scratch.path).hasSuffix("stages: {}\n"))
    }

    @Test func `a folder of one's own needs no pipelines`() throws {
        let scratch = try ScratchFolder()
        try scratch.write(try Scaffold.dataset("mine", from: nil), to: "datasets/mine.yaml")
        let manifest = try Scaffold.manifest("mine", in: scratch.path)
        #expect(manifest.contains("pipeline: pebr-r1\n"))
        try scratch.write(manifest, to: "manifests/mine.yaml")
        let path = "\(scratch.path)/manifests/mine.yaml"
        var lock = ""
        do throws(ManifestErrors) {
            let run = try ManifestLoader.load(path: path)
            #expect(run.pipelinePath == "shipped/pebr-r1.yaml")
            #expect(run.repositoryRoot == scratch.path)
            #expect(run.stages.contains { $0.name == "rollouts" })
            lock = run.lockedYAML
        } catch {
            Issue.record("\(error.rendered)")
        }
        #expect(lock.contains("rollouts"))
        // One's own comes first.
        try scratch.write(
            try Scaffold.pipeline("pebr-r1", like: "pebr-r1"), to: "pipelines/pebr-r1.yaml")
        do throws(ManifestErrors) {
            let run = try ManifestLoader.load(path: path)
            #expect(run.pipelinePath == "\(scratch.path)/pipelines/pebr-r1.yaml")
        } catch {
            Issue.record("\(error.rendered)")
        }
    }

    @Test func `the lock of the shipped quick start has its keys`() async throws {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
        let scratch = try ScratchFolder()
        let run = try ManifestLoader.load(path: "\(root)/manifests/quickstart.yaml")
        try scratch.write(run.lockedYAML, to: "elsewhere/manifest.lock.yaml")
        let lock = try ManifestLoader.load(path: "\(scratch.path)/elsewhere/manifest.lock.yaml")
        func keys(_ run: RunSpecification) async throws -> [Digest] {
            try await RunPlan(
                name: run.name,
                stages: try StageFactory.stages(for: run, workspace: scratch.workspace),
                seed: run.seed, workspace: scratch.workspace
            ).stages.map(\.key)
        }
        let expected = try await keys(run)
        #expect(expected.count == run.stageOrder.count)
        #expect(try await keys(lock) == expected)
    }
}
