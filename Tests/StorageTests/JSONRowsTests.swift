import Records
import Storage
import Testing

@Suite struct JSONRowsTests {
    private func outcomes(_ text: [UInt8], _ layout: JSONRowLayout) throws -> [String] {
        let rows = JSONRows(ByteSlice(text), file: "f", layout: layout)
        var found: [String] = []
        try rows.forEach { place, row throws(Fault) in
            found.append(describe(row))
            #expect(describe(rows.row(at: place)) == found.last)
            return true
        }
        return found
    }

    private func describe(_ row: Result<JSONRow, JSONRowFault>) -> String {
        switch row {
        case .success(let row): return row.key.map { "\($0):" + row.text } ?? row.text
        case .failure(let broken):
            let place = broken.fault.location.map { "\($0.line):\($0.column)" } ?? "-"
            return "\(broken.reason) \(place)"
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var layout: JSONRowLayout = .document()
        var rows: [String] = []
        /// A part of the message where all is refused.
        var fault: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(
            text: "[{\"a\": \"x\\\\\"}, {\"b\": \"\\\"]\"}]",
            rows: ["{\"a\": \"x\\\\\"}", "{\"b\": \"\\\"]\"}"]),
        Case(text: " [ ] ", rows: []),
        Case(
            text: "[\"\u{80}é\", {\"a\": tru}, [[]]]",
            rows: ["\"\u{80}é\"", "bad_json 1:14", "[[]]"]),
        Case(text: "\u{FEFF}[1,\n {\"a\":1,\n\"a\":2}]", rows: ["1", "duplicate_json_key 3:1"]),
        Case(text: "{\"\\ud800\": 1, \"b\": 2}", rows: ["bad_encoding 1:3", "b:2"]),
        Case(text: "[{}, {}", fault: "ends inside"), Case(text: "[{},]", fault: "not JSON"),
        Case(text: "[{} {}]", fault: "not JSON"), Case(text: "[{}] x", fault: "follows after"),
        Case(text: "{\"a\" 1}", fault: "not JSON"), Case(text: "{1: 2}", fault: "not JSON"),
        Case(text: "[\"open", fault: "ends inside"), Case(text: "\"a\"", fault: "no rows"),
        Case(
            text: "{\"x\": 1, \"r\": {\"s\": [3]}, \"y\": {}}",
            layout: .document(path: ["r", "s"]),
            rows: ["3"]),
        Case(
            text: "{\"r\": [3], \"r\": [4]}", layout: .document(path: ["r"]),
            fault: "names this member twice"),
        Case(text: "{\"r\": [3], \"s\": [4}", layout: .document(path: ["r"]), fault: "ends inside"),
        Case(text: "{\"s\": [3]}", layout: .document(path: ["r"]), fault: "no member `r`"),
        Case(text: "[3]", layout: .document(path: ["r"]), fault: "no member `r`"),
        Case(text: " \n{\"a\":\n1}\n ", layout: .single, rows: ["{\"a\":\n1}"]),
        Case(text: "{\"a\": 1} {}", layout: .single, rows: ["bad_json 1:10"]),
        Case(text: "{\"a\": ", layout: .single, rows: ["bad_json 1:6"]),
    ])
    func rowsAreCutAndReadAgain(_ given: Case) throws {
        guard let message = given.fault else {
            #expect(try outcomes(Array(given.text.utf8), given.layout) == given.rows)
            return
        }
        let fault = #expect(throws: Fault.self) {
            try outcomes(Array(given.text.utf8), given.layout)
        }
        #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
    }

    @Test func aRowOfTooManyValuesIsRefusedAlone() throws {
        let many = "[" + String(repeating: "1,", count: 5_000_000) + "1]"
        let found = try outcomes(Array("{}\n\(many)\n{}".utf8), .lines)
        #expect(found == ["{}", "too_large 2:1", "{}"])
    }

    @Test func aColumnFarIntoALineIsToldByItsByte() throws {
        let rows = JSONRows(
            ByteSlice(Array(("[" + String(repeating: "{},", count: 3000) + "nul]").utf8)),
            file: "f",
            layout: .document())
        var last: JSONRowFault?
        try rows.forEach { _, row throws(Fault) in
            if case .failure(let broken) = row { last = broken }
            return true
        }
        #expect(last?.index == 3000)
        #expect(last?.fault.location == nil)
        #expect(last?.fault.message.contains("byte 9001") == true)
    }
}
