import Manifests
import Storage
import Testing

@testable import Ingest

@Suite struct AnnotationFormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var stated = DatasetSpecification.Format.auto
        var rows = false
        var format: AnnotationFormat
        var testDescription: String { "\(name): \(text)" }
    }

    @Test(arguments: [
        Case(name: "a.json", text: "[{\"a\": 1}]", format: .json),
        Case(name: "a.jsonl", text: "[\n{\"a\": 1}\n]\n", format: .json),
        Case(name: "a.jsonl", text: "[\"a\", 1]\n[\"b\", 2]\n", format: .lines),
        Case(name: "a.jsonl", text: "[\"a\", 1]\n", format: .lines),
        Case(name: "a.json", text: "{\"a\": 1}\n{\"a\": 2}\n", format: .lines),
        Case(name: "a.json", text: "{\"rows\": [1]}", format: .object),
        Case(name: "a.json", text: "{\"rows\": [1]}", stated: .object, format: .object),
        Case(name: "a.json", text: "{\"rows\": [1]}", rows: true, format: .json),
        Case(name: "a.json", text: "{\"1\": {}, \"2\": {}}", format: .json),
        Case(name: "a.json", text: "{\"q\": {}, \"a\": \"x\"}", format: .object),
        Case(name: "a.json", text: "[{\"q\": [1, 2]}, 3] \n", format: .json),
        Case(name: "a.json", text: "[null, {\"q\": 1}, 3]", format: .json),
        Case(name: "a.json", text: "[null, 1]", format: .lines),
        Case(name: "a.json", text: "[null]", format: .lines),
        Case(name: "a.jsonl", text: "{\"a\": 1}", format: .lines),
        Case(name: "a.json", text: "[{\"a\": 1}, {\"a\"", format: .json),
        Case(name: "a.csv", text: "[", format: .separated(by: ",")),
        Case(name: "a.tsv", text: "a\tb", format: .separated(by: "\t")),
        Case(name: "a.TSV", text: "a\tb", format: .separated(by: "\t")),
        Case(name: "a.txt", text: "a\tb", stated: .tsv, format: .separated(by: "\t")),
        Case(name: "a.txt", text: "a,b", stated: .csv, format: .separated(by: ",")),
        Case(name: "a", text: "PAR1", format: .parquet),
        Case(name: "a.parquet", text: "", format: .parquet),
        Case(name: "a.tar", text: "some", format: .webDataset),
    ])
    func theFormatIsToldFromNameAndBytes(_ given: Case) throws {
        let found = try AnnotationFormat(
            of: ByteSlice(Array(given.text.utf8)), name: given.name, stated: given.stated,
            hasRowsPath: given.rows)
        #expect(found == given.format)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var bytes: [UInt8]
        var stated: DatasetSpecification.Format
        var reason: String
        var testDescription: String { "\(reason) \(bytes.prefix(4)) \(stated)" }
    }

    @Test(arguments: [
        Refused(bytes: [], stated: .auto, reason: "empty_file"),
        Refused(bytes: Array(" \n".utf8), stated: .csv, reason: "empty_file"),
        Refused(bytes: [0xFF, 0xFE, 0x7B, 0], stated: .auto, reason: "bad_encoding"),
        Refused(bytes: [0xFE, 0xFF, 0, 0x7B], stated: .jsonl, reason: "bad_encoding"),
        Refused(bytes: [0x1F, 0x8B, 8, 0], stated: .json, reason: "compressed"),
        Refused(bytes: [0x28, 0xB5, 0x2F, 0xFD], stated: .csv, reason: "compressed"),
        Refused(bytes: [0x53, 0x2A, 0x4D, 0x18, 1], stated: .jsonl, reason: "compressed"),
        Refused(bytes: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], stated: .auto, reason: "compressed"),
        Refused(
            bytes: Array("version https://git-lfs.github.com/spec/v1\n".utf8), stated: .csv,
            reason: "git_lfs_pointer"),
        Refused(bytes: Array("PAR1".utf8), stated: .json, reason: "wrong_container"),
        Refused(bytes: Array("[[1], [2]]".utf8), stated: .jsonl, reason: "wrong_container"),
        Refused(bytes: Array("{\"a\": 1}\n{}".utf8), stated: .json, reason: "wrong_container"),
    ])
    func whatCannotBeReadAsStatedIsRefused(_ given: Refused) {
        let refusal = #expect(throws: Refusal.self) {
            try AnnotationFormat(of: ByteSlice(given.bytes), name: "some", stated: given.stated)
        }
        #expect(refusal?.reason == given.reason)
    }
}
