import Testing

@testable import Ingest

@Suite struct CSVReaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var rows: [[String]]
        var lines: [Int]
        var testDescription: String { name }
    }

    private func read(_ text: String) throws -> (rows: [[String]], lines: [Int], bad: [Bool]) {
        var reader = CSVReader(Array(text.utf8)[...])
        var rows: [[String]] = []
        var lines: [Int] = []
        var bad: [Bool] = []
        while let record = try reader.next() {
            rows.append(record.fields.map { String(decoding: $0, as: UTF8.self) })
            lines.append(record.line)
            bad.append(record.isMalformed)
        }
        return (rows, lines, bad)
    }

    @Test(arguments: [
        Case(name: "plain", text: "a,b\nc,d\n", rows: [["a", "b"], ["c", "d"]], lines: [1, 2]),
        Case(
            name: "no final line end", text: "a,b\nc,d", rows: [["a", "b"], ["c", "d"]],
            lines: [1, 2]),
        Case(
            name: "CRLF", text: "a,b\r\nc,d\r\n", rows: [["a", "b"], ["c", "d"]], lines: [1, 2]),
        Case(
            name: "quoted delimiter, quote and line end", text: "\"a,\"\"x\"\"\nb\",c\nd,e\n",
            rows: [["a,\"x\"\nb", "c"], ["d", "e"]], lines: [1, 3]),
        Case(
            name: "empty fields", text: ",\n\"\",x\n", rows: [["", ""], ["", "x"]], lines: [1, 2]),
        Case(name: "blank lines", text: "a\n\n\r\nb\n", rows: [["a"], ["b"]], lines: [1, 4]),
        Case(
            name: "an empty field alone", text: "a\n\"\"\n\n\"\"\r\nb\n\"\"",
            rows: [["a"], [""], [""], ["b"], [""]], lines: [1, 2, 4, 5, 6]),
        Case(name: "a lone CR is text", text: "a\rb,c\n", rows: [["a\rb", "c"]], lines: [1]),
        Case(name: "a quote inside", text: "5\" tall,b\n", rows: [["5\" tall", "b"]], lines: [1]),
        Case(name: "nothing", text: "", rows: [], lines: []),
    ])
    func recordsAreRead(_ given: Case) throws {
        let found = try read(given.text)
        #expect(found.rows == given.rows)
        #expect(found.lines == given.lines)
        #expect(!found.bad.contains(true))
    }

    @Test func textAfterAClosingQuoteMarksTheRecordOnly() throws {
        let found = try read("\"a\"b,c\nd,e\n")
        #expect(found.bad == [true, false])
        #expect(found.rows[1] == ["d", "e"])
    }

    @Test func aQuoteThatIsNeverClosedNamesItsLine() throws {
        var reader = CSVReader(Array("a,b\n\"c,d\ne,f\n".utf8)[...])
        _ = try reader.next()
        let refusal = #expect(throws: Refusal.self) { try reader.next() }
        #expect(refusal?.reason == "bad_csv")
        #expect(refusal?.detail.contains("line 2") == true)
    }
}
