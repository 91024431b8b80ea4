import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// The files of `nasty/text` that repeat rows: what each must come to.
@Suite(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
struct NastyDuplicateTests {
    /// The fingerprints of a file's rows; a picture is its file's bytes.
    private func file(_ name: String, split: String) throws -> FingerprintFile {
        let folder = try #require(TestData.root) + "/nasty/text/"
        let base = name.contains("/") ? folder + "leak/" : folder
        let maker = FingerprintMaker(rules: DuplicateRules())
        var file = FingerprintFile(dataset: "nasty", split: split)
        for line in try FileSystem.read(folder + name).split(separator: UInt8(ascii: "\n")) {
            let row = try JSONReader.parse(Array(line), file: name)
            let images = try #require(row["images"]?.strings)
            let question = Question(
                id: "\(row["id"]?.integerValue ?? 0)", source: "nasty", split: split,
                capability: .fine, text: try #require(row["problem"]?.stringValue),
                answer: try #require(row["answer"]?.stringValue))
            file.rows.append(
                maker.fingerprint(
                    of: question,
                    pictures: try images.map { try SHA256.digest(ofFile: base + $0) }))
        }
        return file
    }

    private func report(_ files: [FingerprintFile]) throws -> DuplicateReport {
        var finder = DuplicateFinder(duplicates: DuplicateRules(), leakage: LeakageRules())
        for file in files { try finder.append(file) }
        return finder.report()
    }

    @Test func `an identical row is dropped`() throws {
        let report = try report([try file("duplicate_rows.jsonl", split: "train")])
        #expect(report.lines == ["2 duplicate_row 2!"])
        #expect(report.rowCount == 3)
    }

    @Test func `conflicting answers are reported`() throws {
        let report = try report([try file("conflicting_answers.jsonl", split: "train")])
        #expect(report.lines == ["2 conflicting_answers 1"])
    }

    @Test func `a row in two splits is reported`() throws {
        let report = try report([
            try file("leak/train.jsonl", split: "train"),
            try file("leak/test.jsonl", split: "test"),
        ])
        #expect(report.lines == ["3 picture_and_question 3"])
        #expect(report.sharedPictureCount == 1)
    }
}
