import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct AnnotationFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var format = DatasetSpecification.Format.auto
        var rows: String?
        var required: [String] = ["q"]
        /// What each row holds, extra fields and added ones included, or why it is refused.
        var expected: [String]
        var lines: [Int]
        var testDescription: String { "\(name): \(text.prefix(40))" }
    }

    private func describe(_ row: Result<SourceRecord, Refusal>) -> String {
        switch row {
        case .failure(let refusal): return refusal.reason
        case .success(let record):
            let fields = record.extra(besides: JSONNames([])).map { "\($0.name)=\($0.json)" }
            let added = record.added.map { "+\($0.name)=\($0.value.serialized)" }
            return (fields + added).joined(separator: " ")
        }
    }

    @Test(arguments: [
        Case(
            name: "a.jsonl",
            text: "\u{FEFF}{\"q\": 1.10}\r\n\n{\"q\": \"\\u00e9\"}\n{\"q\": NaN}\n[2]",
            expected: ["q=1.10", "q=\"\\u00e9\"", "bad_json", "0=2"], lines: [1, 3, 4, 5]),
        Case(
            name: "a.jsonl", text: "{\"q\": 1\n{\"q\": 2}\n", expected: ["bad_json", "q=2"],
            lines: [1, 2]),
        Case(
            name: "a.json", text: " [{\"q\": \"]}\"},\n\n[1, {\"a\":2}], 7 ]\n",
            expected: ["q=\"]}\"", "0=1 1={\"a\":2}", "wrong_type"], lines: [1, 3, 3]),
        Case(
            name: "a.json",
            text: "\u{FEFF}{\"n\": {\"r\\u006fws\":\n[{\"q\":1},{\"q\": 2}]}, \"v\": 2}",
            rows: "n.rows", expected: ["q=1", "q=2"], lines: [2, 2]),
        Case(
            name: "a.json", text: "{\"x\": {\"q\":1},\n \"\\u00e9\\\"\" : {\"q\":2}, \"x\": {}}",
            expected: ["q=1 +__key__=\"x\"", "q=2 +__key__=\"é\\\"\"", "duplicate_json_key"],
            lines: [1, 2, 2]),
        Case(
            name: "a.json", text: "\n{\"q\": {\"a\": 1},\n\"b\": 2} \n",
            expected: ["q={\"a\": 1} b=2"],
            lines: [2]),
        Case(
            name: "a.csv", text: "\u{FEFF}q,a\r\n\"x\n\"\"y\"\"\",1\r\n\r\n2\r\n3,\"\"\r\n",
            expected: ["q=\"x\\n\\\"y\\\"\" a=\"1\"", "bad_csv", "q=\"3\" a=\"\""],
            lines: [2, 5, 6]),
        Case(
            name: "a.csv", text: "\n\"q\",\"a\nb\"\nx,1\n\"y\n\",2\nz,3\n",
            expected: ["q=\"x\" a\nb=\"1\"", "q=\"y\\n\" a\nb=\"2\"", "q=\"z\" a\nb=\"3\""],
            lines: [4, 5, 7]),
        Case(
            name: "a.txt", text: "1\t2\n3\t4", format: .tsv, required: ["0"],
            expected: ["0=\"1\" 1=\"2\"", "0=\"3\" 1=\"4\""], lines: [1, 2]),
        Case(
            name: "a.tsv",
            text: "index\timage\tq\n0\t\(String(repeating: "A", count: 65))\tx\n7\t0\ty\n8\t9\tz\n",
            expected: [
                "index=\"0\" image=\"\(String(repeating: "A", count: 65))\" q=\"x\"",
                "index=\"7\" image=\"\(String(repeating: "A", count: 65))\" q=\"y\"",
                "index=\"8\" image=\"9\" q=\"z\"",
            ], lines: [2, 3, 4]),
    ])
    func everyRowIsReadAgainByItsPlace(_ given: Case) throws {
        let reader = AnnotationReader(
            format: given.format, rows: given.rows, requiredFields: given.required)
        let file = try AnnotationFile(
            ByteSlice(Array(given.text.utf8)), name: given.name, index: 3, reader: reader)
        var places: [RowPlace] = []
        var found: [String] = []
        try file.forEachRow { place, row in
            places.append(place)
            found.append(describe(row))
            return true
        }
        #expect(found == given.expected)
        #expect(places.map(\.line) == given.lines)
        #expect(places.map(\.row) == Array(places.indices))
        #expect(places.allSatisfy { $0.fileIndex == 3 })
        // A place alone does not tell that its member was named before.
        for (place, row) in zip(places, given.expected) where row != "duplicate_json_key" {
            #expect(describe(file.record(at: place)) == row)
        }
    }

    @Test(arguments: ["a.jsonl", "a.json", "a.csv"])
    func aFileOfManyWindowsIsReadFromItsMap(_ name: String) throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "é", count: 2000)
        let rows = (0..<3000).map { number in
            // One record is longer than a window.
            let text = number == 70 ? String(repeating: long, count: 600) : long
            return name == "a.csv"
                ? "\(number),\"\(text)\n\"" : "{\"q\": \(number), \"t\": \"\(text)\"}"
        }
        let text =
            switch name {
            case "a.json": "[" + rows.joined(separator: ",\n") + "]"
            case "a.csv": "q,t\n" + rows.joined(separator: "\n")
            default: rows.joined(separator: "\n")
            }
        try folder.write(text, to: name)
        let reader = AnnotationReader(format: .auto, rows: nil, requiredFields: ["q"])
        let path = "\(folder.path)/\(name)"
        let source = try MappedFile(path)
        let file = try AnnotationFile(
            ByteSlice(source, 0..<source.count), path: path, name: name, index: 0, reader: reader)
        var places: [RowPlace] = []
        try file.forEachRow { place, row in
            places.append(place)
            return (try? row.get().text(at: ["q"])) == "\(places.count - 1)"
        }
        #expect(places.count == 3000)
        for place in places.reversed() {
            #expect(try file.record(at: place).get().text(at: ["q"]) == "\(place.row)")
        }
    }

    @Test func aPlaceOutsideTheFileIsARefusal() throws {
        for (name, text) in [("a.jsonl", "{\"q\":1}\n"), ("a.csv", "q\n1\n"), ("a.json", "[{}]")] {
            let file = try AnnotationFile(
                ByteSlice(Array(text.utf8)), name: name, index: 0,
                reader: AnnotationReader(format: .auto, rows: nil, requiredFields: ["q"]))
            for (position, count) in [(0, 1000), (-1, 2), (5, -3), (.max, 2), (1, 0)] {
                let place = RowPlace(
                    fileIndex: 0, position: position, byteCount: count, row: 0, line: 1)
                #expect(throws: Refusal.self) { try file.record(at: place).get() }
            }
        }
    }

    @Test func eachFileOfAFolderIsARow() throws {
        let texts = ["{\"q\": 1}\n", "{\"q\"", "", "[3]"]
        let names = ["a/0.json", "a/1.json", "a/2.json", "a/3.json"]
        let file = AnnotationFile(objects: names, index: 1) { ByteSlice(Array(texts[$0].utf8)) }
        var found: [String] = []
        try file.forEachRow { place, row in
            found.append(describe(row))
            #expect(describe(file.record(at: place)) == found.last)
            return true
        }
        #expect(
            found == [
                "q=1 +__file__=\"a/0.json\"", "bad_json", "empty_file",
                "0=3 +__file__=\"a/3.json\"",
            ])
    }

    @Test func aPictureTellsItsPath() throws {
        let paths = ["deep/er/one.two.PNG", "bare", ".hidden"]
        let file = AnnotationFile(pictures: paths, index: 0)
        var found: [[String?]] = []
        try file.forEachRow { place, row in
            let record = try? file.record(at: place).get()
            found.append(
                ["path", "folder", "name", "stem", "extension"].map { record?.text(at: [$0]) })
            return true
        }
        #expect(
            found == [
                ["deep/er/one.two.PNG", "deep/er", "one.two.PNG", "one.two", "PNG"],
                ["bare", "", "bare", "bare", ""], [".hidden", "", ".hidden", ".hidden", ""],
            ])
    }
}

extension SourceRecord {
    /// The text, or the number as it is written, at a path.
    fileprivate func text(at path: [String]) -> String? {
        switch value(at: path) {
        case .string(let text), .number(let text): text
        default: nil
        }
    }
}
