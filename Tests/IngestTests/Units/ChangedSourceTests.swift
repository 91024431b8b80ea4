import Glibc
import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What a unit does whose sources changed since they were planned: nothing is published.
@Suite struct ChangedSourceTests {
    /// Where rows and pictures lie.
    enum Form: String, Sendable {
        case lines, table, parquet, objects, samples
        case tarOfPictures = "a tar of pictures"
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var form: Form
        var what: String
        var isTold = true
        var change: @Sendable (String) throws -> Void
        var testDescription: String { "\(form.rawValue): \(what)" }
    }

    private static let count = 200

    private func row(_ number: Int) -> String {
        let text = String(repeating: "w", count: 90)
        return #"{"id": \#(number), "problem": "\#(text)\#(number)?", "answer": "a", "#
            + #""images": "pictures/\#(number).png"}"#
    }

    private func source(_ form: Form, _ folder: TemporaryFolder) throws -> DatasetSpecification {
        let numbers = 0..<ChangedSourceTests.count
        var pictures = numbers.map { ("pictures/\($0).png", Fixture.png($0, side: 28)) }
        pictures.removeLast()
        if form != .tarOfPictures && form != .samples {
            for (name, bytes) in pictures { try folder.write(bytes, to: name) }
        }
        var dataset = try Fixture.dataset(root: folder.path, splits: [("train", "rows")])
        switch form {
        case .lines, .tarOfPictures:
            try folder.write(numbers.map(row).joined(separator: "\n"), to: "rows")
        case .table:
            dataset.format = .csv
            try folder.write(
                "id,problem,answer,images\n"
                    + numbers.map { "\($0),where is it now \($0)?,a,pictures/\($0).png\n" }
                    .joined(),
                to: "rows")
        case .objects:
            dataset.format = .object
            dataset.splits[0].annotations = ["rows/*.json"]
            for number in numbers { try folder.write(row(number), to: "rows/\(number).json") }
        case .parquet:
            let writer = try ParquetWriter(
                folder.path + "/rows",
                columns: ["id", "problem", "answer", "images"].map { ParquetColumn($0, .string) })
            for number in numbers {
                let values = ["\(number)", "what is it, \(number)?", "a", "pictures/\(number).png"]
                try writer.append(values.map { .string(ByteSlice(Array($0.utf8))) })
            }
            try writer.close()
        case .samples:
            dataset.columns.images = .field(try Fixture.path("__images__"))
            let files = zip(numbers, pictures).flatMap { number, picture in
                [("\(number).json", Array(row(number).utf8)), ("\(number).png", picture.1)]
            }
            try folder.write(PlainTar.bytes(files), to: "rows")
        }
        if form == .tarOfPictures {
            try folder.write(PlainTar.bytes(pictures), to: "pictures.tar")
            dataset.splits[0].images = "pictures.tar"
        }
        return dataset
    }

    @Test(arguments: [
        Case(form: .lines, what: "nothing", isTold: false) { _ in },
        Case(form: .lines, what: "a picture that no row names", isTold: false) {
            try FileSystem.write([1], to: $0 + "/pictures/other.png")
        },
        Case(form: .lines, what: "a picture is another") {
            try FileSystem.write(Fixture.png(999, side: 28), to: $0 + "/pictures/7.png")
        },
        Case(form: .lines, what: "a picture is written to") {
            #expect(truncate($0 + "/pictures/7.png", 100) == 0)
        },
        Case(form: .lines, what: "a picture goes") {
            try FileSystem.remove($0 + "/pictures/7.png")
        },
        Case(form: .lines, what: "a picture comes") {
            try FileSystem.write(Fixture.png(1), to: $0 + "/pictures/199.png")
        },
        Case(form: .lines, what: "the rows are cut") { #expect(truncate($0 + "/rows", 5000) == 0) },
        Case(form: .table, what: "nothing", isTold: false) { _ in },
        Case(form: .table, what: "the rows are cut") { #expect(truncate($0 + "/rows", 0) == 0) },
        Case(form: .parquet, what: "nothing", isTold: false) { _ in },
        Case(form: .parquet, what: "the rows are cut") { #expect(truncate($0 + "/rows", 0) == 0) },
        Case(form: .objects, what: "nothing", isTold: false) { _ in },
        Case(form: .objects, what: "a row is another") {
            try FileSystem.write([0x7B, 0x7D], to: $0 + "/rows/9.json")
        },
        Case(form: .objects, what: "a row goes") { try FileSystem.remove($0 + "/rows/9.json") },
        Case(form: .samples, what: "nothing", isTold: false) { _ in },
        Case(form: .samples, what: "the tar is cut") { #expect(truncate($0 + "/rows", 9999) == 0) },
        Case(form: .tarOfPictures, what: "nothing", isTold: false) { _ in },
        Case(form: .tarOfPictures, what: "the tar is cut") {
            #expect(truncate($0 + "/pictures.tar", 4096) == 0)
        },
    ])
    func `a change between plan and unit is told`(given: Case) throws {
        let folder = try TemporaryFolder()
        let ingestion = Fixture.ingestion([try source(given.form, folder)])
        let unit = try #require(try ingestion.plan().first)
        try given.change(folder.path)
        let output = try TemporaryFolder()
        guard given.isTold else {
            let outcome = try ingestion.run(unit, into: output.path)
            #expect(outcome.accounting.outputs >= ChangedSourceTests.count - 1)
            return
        }
        let fault = #expect(throws: Fault.self) { try ingestion.run(unit, into: output.path) }
        #expect(fault?.code == .tryAgain)
        #expect(fault?.message.contains("changed while it was read") == true)
    }

    @Test func `a change between key and plan is told`() throws {
        let folder = try TemporaryFolder()
        let dataset = try source(.lines, folder)
        let cache = folder.path + "/cache"
        let first = Fixture.ingestion([dataset], cache: cache)
        _ = try first.fingerprint()
        first.keepReferences()
        let second = Fixture.ingestion([dataset], cache: cache)
        _ = try second.fingerprint()
        try folder.write(row(0), to: "rows")
        let fault = #expect(throws: Fault.self) { try second.plan() }
        #expect(fault?.code == .tryAgain)
    }

    @Test func `a name that is not UTF-8 costs one reject`() throws {
        let folder = try TemporaryFolder()
        var dataset = try source(.lines, folder)
        dataset.splits[0].annotations = ["row*"]
        let broken = try folder.writeEmpty(Array("row-".utf8) + [0xE9])
        let run = try IngestRun([dataset])
        #expect(run.reasons == ["bad_name_encoding", "missing_image"])
        #expect(run.rejects.first?.file == "row-\\xE9")
        #expect(run.questions.count == ChangedSourceTests.count - 1)
        #expect(run.summary.accounting.balances)
        withExtendedLifetime(broken) {}
    }
}
