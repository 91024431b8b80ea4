import Testing

@testable import Ingest

@Suite struct JSONScannerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var value: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(text: " {\"a\": [1, \"]}\"]} x", value: "{\"a\": [1, \"]}\"]}"),
        Case(text: "\"a\\\"b\" ", value: "\"a\\\"b\""),
        Case(text: "12.5e3,", value: "12.5e3"),
        Case(text: "[1, 2", value: nil),
        Case(text: "\"open", value: nil),
        Case(text: "\"open\\", value: nil),
        Case(text: "  ", value: nil),
        Case(text: ", 1", value: nil),
    ])
    func theNextValueIsFound(_ given: Case) {
        let bytes = Array(given.text.utf8)
        var scanner = JSONScanner(bytes[...])
        let range = scanner.value()
        #expect(range.map { String(decoding: bytes[$0], as: UTF8.self) } == given.value)
    }

    @Test func depthDoesNotHurt() {
        let bytes = Array(repeating: UInt8(ascii: "["), count: 1_000_000)
        var scanner = JSONScanner(bytes[...])
        #expect(scanner.value() == nil)
        var closed = JSONScanner(
            (bytes + Array(repeating: UInt8(ascii: "]"), count: 1_000_000))[...])
        #expect(closed.value() == 0..<2_000_000)
    }
}
