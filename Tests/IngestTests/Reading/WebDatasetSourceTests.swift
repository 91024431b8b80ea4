import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct WebDatasetSourceTests {
    /// A row as text: its fields, the added ones, and the bytes by their paths; or why it is refused.
    private func rows(_ files: [(String, String)]) throws -> (rows: [String], warnings: [String]) {
        let tar = PlainTar.bytes(files.map { ($0.0, Array($0.1.utf8)) })
        let file = try AnnotationFile(
            ByteSlice(tar), name: "a.tar", index: 0,
            reader: AnnotationReader(format: .auto, rows: nil, requiredFields: []))
        var found: [String] = []
        try file.forEachRow { place, row in
            found.append(describe(row))
            #expect(describe(file.record(at: place)) == found.last)
            return true
        }
        return (found, file.warnings)
    }

    private func describe(_ row: Result<SourceRecord, Refusal>) -> String {
        switch row {
        case .failure(let refusal): return refusal.reason
        case .success(let record):
            let fields = record.extra(besides: JSONNames([])).map { "\($0.name)=\($0.json)" }
            let added = record.added.map { "+\($0.name)=\($0.value.serialized)" }
            let bytes = record.binaries.map { "\($0.path.joined(separator: "/")):\($0.bytes.text)" }
            return (fields + added + bytes).joined(separator: " ")
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var files: [(String, String)]
        var rows: [String]
        var warnings = 0
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "a picture and its row", files: [("d/a.png", "P"), ("d/a.json", "{\"q\": 1.0}")],
            rows: [#"q=1.0 +__key__="d/a" +__images__=["d/a.png"] png:P __images__/0:P"#]),
        Case(
            name: "upper case", files: [("a.PNG", "P"), ("a.JSON", "{}")],
            rows: [#"+__key__="a" +__images__=["a.PNG"] png:P __images__/0:P"#]),
        Case(
            name: "dots in folders and keys",
            files: [
                ("v.1/a.png", "P"), ("v.1/a.json", "{}"), ("v1.2.s.png", "Q"),
                ("v1.2.s.json", "{}"),
            ],
            rows: [
                #"+__key__="v.1/a" +__images__=["v.1/a.png"] png:P __images__/0:P"#,
                #"2.s.json={} +__key__="v1" +__images__=["v1.2.s.png"] 2.s.png:Q __images__/0:Q"#,
            ]),
        Case(
            name: "texts instead of a row",
            files: [("a.jpg", "P"), ("a.txt", "x\n"), ("a.cls", "3")],
            rows: [
                #"txt="x\n" cls="3" +__key__="a" +__images__=["a.jpg"] jpg:P __images__/0:P"#
            ]),
        Case(
            name: "texts beside a row", files: [("a.txt", "x"), ("a.jpg", "P"), ("a.json", "{}")],
            rows: [#"+txt="x" +__key__="a" +__images__=["a.jpg"] jpg:P __images__/0:P"#]),
        Case(
            name: "numbered pictures",
            files: [
                ("a.10.png", "K"), ("a.seg.png", "S"), ("a.2.jpg", "B"), ("a.json", "{}"),
            ],
            rows: [
                #"+__key__="a" +__images__=["a.2.jpg","a.10.png","a.seg.png"] "#
                    + "10.png:K seg.png:S 2.jpg:B __images__/0:B __images__/1:K __images__/2:S"
            ]),
        Case(
            name: "not adjacent",
            files: [("a.png", "P"), ("b.png", "Q"), ("b.json", "{}"), ("a.json", "{}")],
            rows: [
                #"+__key__="a" +__images__=["a.png"] png:P __images__/0:P"#,
                #"+__key__="b" +__images__=["b.png"] png:Q __images__/0:Q"#,
            ], warnings: 1),
        Case(
            name: "incomplete",
            files: [("a.png", "P"), ("b.json", "{}"), ("c.txt", "x"), ("README", "x")],
            rows: [
                "incomplete_sample", "incomplete_sample", "incomplete_sample", "incomplete_sample",
            ]
        ),
        Case(
            name: "two of an extension", files: [("a.png", "P"), ("a.PNG", "Q"), ("a.json", "{}")],
            rows: ["duplicate_key"], warnings: 1),
        Case(
            name: "entries refused",
            files: [("../a.png", "P"), ("b.png", "Q"), ("b.json", "{}"), ("b.json", "{}")],
            rows: [
                #"+__key__="b" +__images__=["b.png"] png:Q __images__/0:Q"#, "path_escape",
                "duplicate_key",
            ]),
        Case(
            name: "broken rows",
            files: [
                ("a.png", "P"), ("a.json", "{\"q\""), ("b.png", "P"), ("b.json", "[1]"),
                ("c.png", "P"), ("c.json", "{\"q\": 1, \"q\": 2}"),
            ], rows: ["bad_json", "wrong_type", "duplicate_json_key"]),
        Case(
            name: "litter", files: [("._a.png", "x"), ("a.png", "P"), ("a.json", "{}")],
            rows: [#"+__key__="a" +__images__=["a.png"] png:P __images__/0:P"#], warnings: 1),
    ])
    func samplesAreRows(_ given: Case) throws {
        let found = try rows(given.files)
        #expect(found.rows == given.rows)
        #expect(found.warnings.count == given.warnings, "\(found.warnings)")
    }

    @Test func aTarWithoutFilesOrThatIsNoneIsRefusedWhole() throws {
        let reader = AnnotationReader(format: .webdataset, rows: nil, requiredFields: [])
        let empty = try AnnotationFile(
            ByteSlice(PlainTar.bytes([])), name: "a.tar", index: 0, reader: reader)
        #expect(
            #expect(throws: Refusal.self) { try empty.forEachRow { _, _ in true } }?.reason
                == "empty_file")
        let refusal = #expect(throws: Refusal.self) {
            try AnnotationFile(
                ByteSlice([UInt8](repeating: 65, count: 600)), name: "a.tar", index: 0,
                reader: reader)
        }
        #expect(refusal?.reason == "not_an_archive")
    }

    @Test func aSampleIsAQuestionAboutThePictureBesideIt() throws {
        let folder = try TemporaryFolder()
        let texts = [
            #"{"problem": "a", "answer": 1, "more":  "caf\u00e9"}"#, #"{"problem": "b""#,
            "{\n\"problem\": \"c\", \"answer\": \"3\"}\n",
        ]
        var files: [(name: String, bytes: [UInt8])] = []
        for (index, text) in texts.enumerated() {
            files.append(("sample\(index).png", Fixture.png(index)))
            files.append(("sample\(index).json", Array(text.utf8)))
        }
        try folder.write(PlainTar.bytes(files), to: "shard.tar")
        for rule in ["__images__", "png"] {
            var dataset = try Fixture.dataset(root: folder.path, splits: [("train", "shard.tar")])
            dataset.columns.id = .field(try Fixture.path("__key__"))
            dataset.columns.images = .field(try Fixture.path(rule))
            let run = try IngestRun([dataset])
            #expect(run.questions.map(\.id) == ["sample0", "sample2"])
            #expect(run.questions[0].extra == [.init(name: "more", json: #""caf\u00e9""#)])
            let digests = run.questions.flatMap(\.pictures).map(\.digest)
            #expect(digests == [0, 2].map { SHA256.digest(of: Fixture.png($0)) })
            #expect(run.reasons == ["bad_json"])
            #expect(run.rejects.first?.row == 1)
        }
    }
}
