import Records
import Storage
import TestSupport
import Testing

@Suite struct TableLinesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func lines(_ text: String) throws -> TableLines {
        let path = "\(folder.path)/rows.jsonl"
        try FileSystem.write(Array(text.utf8), to: path)
        return try TableLines(path)
    }

    @Test(arguments: ["", "{}\n", "{}", "{\"a\":1}\n{}\n", "{\"a\":1}\n\n{}"])
    func `rows come in order, each from its position on`(text: String) throws {
        let lines = try lines(text)
        var rows: [String] = []
        while let row = try lines.nextRow() {
            rows.append(row.text)
            #expect(try lines.row(at: lines.position).text == row.text)
        }
        var expected = text.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        if expected.last == "" { expected.removeLast() }
        #expect(rows == expected)
        #expect(try lines.nextRow() == nil)
    }

    @Test func `rows can be read again by their places, however long they are`() throws {
        let rows = (0..<5000).map { "{\"id\":\"" + String(repeating: "x", count: $0) + "\"}" }
        let text = rows.map { $0 + "\n" }.joined()
        let lines = try lines(text)
        var positions: [Int] = []
        while try lines.nextRow() != nil { positions.append(lines.position) }
        #expect(positions.count == rows.count)
        for (row, position) in zip(rows, positions).reversed() {
            #expect(try lines.row(at: position).text == row)
        }
    }

    struct Case: Sendable {
        var row: String
        var text: String?
    }

    @Test(arguments: [
        Case(row: #"{"id":"a b","x":1}"#, text: "a b"), Case(row: #"{"id":""}"#, text: ""),
        Case(row: #"{"id":"a\"b\\","x":1}"#, text: #"a\"b\\"#), Case(row: #"{"id":"a"#, text: nil),
        Case(row: #"{"id":"a\"#, text: nil), Case(row: #"{"id":1}"#, text: nil),
        Case(row: #"{"ix":"a"}"#, text: nil), Case(row: "", text: nil),
        Case(row: #"{"id":""#, text: nil),
    ])
    func `the text of a string stands between its quotes`(test: Case) {
        let row = ByteSlice(Array(test.row.utf8))
        #expect(row.jsonText(behind: Array(#"{"id":""#.utf8))?.text == test.text)
    }
}
