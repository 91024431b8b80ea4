import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// The files of `datasets/`, read as a run reads them.
@Suite struct ShippedDataSetTests {
    /// The repository's root, from this file's place in it.
    private static let root =
        "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

    /// A data set of the repository, over some data.
    private func load(
        _ name: String, _ dataRoot: String? = nil, _ overrides: [(path: String, value: String)] = []
    ) throws -> DatasetSpecification {
        try ManifestLoader.dataset(
            path: "\(ShippedDataSetTests.root)/datasets/\(name).yaml", dataRoot: dataRoot,
            overrides: overrides
        ).dataset
    }

    @Test(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
    func easyVQASaysWhatItsTestsRead() throws {
        let root = try #require(TestData.root) + "/easy_vqa"
        let found = try load("easy-vqa", root)
        let expected = try Fixture.easyVQA(root: root)
        #expect(found.columns == expected.columns)
        #expect(found.capability == expected.capability)
        #expect(found.splits == expected.splits)
        #expect(found.expected == expected.expected)
        #expect(found.format == expected.format)
        #expect(found.root == expected.root)
        #expect(found.licence == "MIT")
    }

    @Test func shapesHasItsThreeSplits() throws {
        let found = try load("shapes")
        let expected = Fixture.shapes(warmup: 6000, train: 1024, test: 400)
        #expect(found.generator == expected.generator)
    }

    /// A data set over real files: what it must come to.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var folder: String
        var inputs: Int
        var rejects: [String: Int] = [:]
        var pictures: Int
        var overrides: [String: String] = [:]
        /// An id, its question and its answer.
        var example: [String]
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "geometry3k", folder: "geometry3k/hf-native", inputs: 1114, pictures: 746,
            // The whole training split takes long in a debug build.
            overrides: ["splits.train.annotations": "data/validation-*.parquet"],
            example: ["test/0", "<image>Find the area of the figure.", ""]),
        Case(
            name: "nlvr", folder: "nlvr", inputs: 600, pictures: 0,
            overrides: ["splits.dev.limit": "100"],
            example: [
                "1572-0-3",
                "Is this statement about the picture true or false? Each grey box contains atleast "
                    + "one yellow object touching the edge", "true",
            ]),
        Case(
            name: "puzzlevqa", folder: "puzzlevqa", inputs: 500, pictures: 386,
            example: [
                "images/venn/venn_0000.png",
                "What is the missing number of the part denoted with a question mark?", "1",
            ]),
        Case(
            name: "vlms-are-blind", folder: "vlms_are_blind", inputs: 51, pictures: 0,
            overrides: [
                "splits.test.annotations":
                    "[src/CountingCircles/**/*.png, src/CountingRowsAndColumns/**/*.png, "
                    + "src/SubwayMap/**/*.png, src/TouchingCircle/**/*.png]"
            ],
            example: [
                "src/CountingRowsAndColumns/commonly_incorrect/count-prompt/grid_3x4_500_20_blank.png",
                "Count the number of rows and columns. Answer with a pair (rows, columns).",
                "(3, 4)",
            ]),
    ]

    @Test(.enabled(if: TestData.root != nil, "\(TestData.remedy)"), arguments: cases)
    func `real files become the questions that their source means`(_ given: Case) throws {
        let root = try #require(TestData.root) + "/" + given.folder
        let dataset = try load(
            given.name, root,
            given.overrides.sorted { $0.key < $1.key }.map { (path: $0.key, value: $0.value) })
        let run = try IngestRun([dataset])
        #expect(run.summary.accounting.balances)
        #expect(run.summary.accounting.inputs == given.inputs)
        #expect(
            run.summary.accounting.rejects.keys.allSatisfy { $0 == "duplicate_row" },
            "\(run.summary.accounting.rejects)")
        for reject in run.rejects { #expect(reject.duplicateOf != nil) }
        if given.pictures > 0 { #expect(run.summary.pictureCount == given.pictures) }
        let example = try #require(run.questions.first { $0.id == given.example[0] })
        #expect(example.text.hasPrefix(given.example[1]))
        if !given.example[2].isEmpty { #expect(example.answer == given.example[2]) }
        #expect(run.lineage.count == run.questions.count)
    }

    @Test(arguments: ["virl39k", "vision-sr1-47k", "pebr-grpo", "mulberry-sft", "llava"])
    func `templates are sound data sets`(_ name: String) throws {
        let folder = try TemporaryFolder()
        for file in ["images.zip", "pebr_grpo_dataset.json", "mulberry_sft.json"] {
            try folder.write("{}", to: file)
        }
        for name in ["images", "mulberry_images"] {
            try FileSystem.createFolder(folder.path + "/" + name)
        }
        let found = try load("templates/\(name)", folder.path)
        #expect(found.name == name)
    }

    @Test func `PeBR-R1's warm-up filter is one YAML, each rule counted by itself`() throws {
        let folder = try TemporaryFolder()
        let rows = [
            ("1.png", "Fine. ### The final answer is: 4"),
            ("1.png", "Hm, Let me Rethink it. ### The final answer is: 5"),
            ("small.png", "Also: let me rethink it. ### The final answer is: 6"),
            ("small.png", "Fine. ### The final answer is: 7"),
            ("gone.png", "Fine. ### The final answer is: 8"),
        ]
        let texts = rows.enumerated().map { index, row in
            #"{"messages": [{"role": "user", "content": "<image>What is \#(index)?"}, "#
                + #"{"role": "assistant", "content": "\#(row.1)"}], "images": ["\#(row.0)"]}"#
        }
        try folder.write("[\(texts.joined(separator: ","))]", to: "mulberry_sft.json")
        try folder.write(Fixture.png(1), to: "mulberry_images/1.png")
        try folder.write(Fixture.png(2, side: 27), to: "mulberry_images/small.png")
        let run = try IngestRun([try load("templates/mulberry-sft", folder.path)])
        #expect(run.questions.map(\.answer) == ["4"])
        #expect(run.questions.first?.target?.hasPrefix("Fine.") == true)
        #expect(
            run.reasons.sorted() == [
                "filter:rethink", "filter:rethink", "filter:small", "missing_image",
            ])
        let counts = try #require(run.summary.filters["mulberry-sft"])
        #expect(counts.counts.map(\.name) == ["rethink", "small"])
        #expect(counts.counts.map(\.hits) == [2, 2])
        #expect(counts.counts.map(\.first) == [2, 1])
    }

    @Test func `the YAML that docs/data.md shows is read`() throws {
        let text = String(
            decoding: try FileSystem.read("\(ShippedDataSetTests.root)/docs/data.md"),
            as: UTF8.self)
        var blocks: [String] = []
        var block: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let current = block {
                if line == "```" { blocks.append(current) }
                block = line == "```" ? nil : current + line + "\n"
            } else if line == "```yaml" {
                block = ""
            }
        }
        #expect(blocks.count == 5)
        for shown in blocks {
            let folder = try TemporaryFolder()
            try folder.write("{}", to: "rows.jsonl")
            try folder.write("q,a,i\n", to: "questions.csv")
            try folder.write("", to: "photos/.keep")
            let splits = "splits: {train: {annotations: rows.jsonl}}"
            let isColumn = shown.hasPrefix("answer:")
            try folder.write(
                """
                name: shown
                licence: none
                root: .
                \(shown.hasPrefix("splits:") ? "" : splits)
                capability: {constant: fine}
                columns:
                  question: q
                  images: i
                  \(isColumn ? shown : "answer: a")
                \(isColumn ? "" : shown)
                """, to: "shown.yaml")
            let found = try ManifestLoader.dataset(path: folder.path + "/shown.yaml").dataset
            #expect(found.name == "shown")
        }
    }
}
