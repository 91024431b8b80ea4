import Manifests
import Storage
import Testing

@testable import Ingest

@Suite struct LineEndTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        /// How many rows there are; nothing where the file is refused.
        var rows: Int?
        var testDescription: String { "\(name): \(text.debugDescription)" }
    }

    @Test(arguments: [
        Case(name: "a.jsonl", text: #"{"q": 1}"# + "\r" + #"{"q": 2}"# + "\r"),
        Case(name: "a.jsonl", text: #"{"q": 1}"# + "\r\n" + #"{"q": 2}"# + "\r\n", rows: 2),
        Case(name: "a.jsonl", text: #"{"q": 1}"# + "\n" + #"{"q": 2}"#, rows: 2),
        Case(name: "a.jsonl", text: #"{"q": 1}"# + "\r", rows: 1),
        Case(name: "a.csv", text: "q,a\r1,2\r3,4\r"),
        Case(name: "a.csv", text: "q,a,b\r1,a,2\r"),
        Case(name: "a.csv", text: "q,a\r\n1,2\r\n3,4", rows: 2),
        Case(name: "a.csv", text: "q,a\n1,2\n", rows: 1),
    ])
    func `lines that end in CR alone are told by that name`(given: Case) throws {
        let reader = AnnotationReader(
            format: given.name == "a.csv" ? .csv : .jsonl, rows: nil, requiredFields: ["q", "a"])
        var count = 0
        do throws(Refusal) {
            let file = try AnnotationFile(
                ByteSlice(Array(given.text.utf8)), name: given.name, index: 0, reader: reader)
            try file.forEachRow { _, row in
                if case .success = row { count += 1 }
                return true
            }
            #expect(count == given.rows)
        } catch {
            #expect(given.rows == nil, "\(error.detail)")
            #expect(error.detail.contains("CR alone"))
        }
    }
}
