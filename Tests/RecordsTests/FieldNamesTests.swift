import Records
import Testing

@Suite struct FieldNamesTests {
    @Test func `names are the same where their bytes are`() {
        let names = ["answer", "caf\u{E9}", ""]
        #expect(names.contains(bytesOf: "answer"))
        #expect(names.contains(bytesOf: ""))
        #expect(!names.contains(bytesOf: "answers"))
        #expect(!names.contains(bytesOf: "Answer"))
        // For `String` these two are equal.
        #expect(!names.contains(bytesOf: "cafe\u{301}"))
    }

    @Test func `a member is found by its name, the first of two`() {
        let value = JSONValue.object([.init("a", 1), .init("b", 2), .init("b", 3)])
        #expect(value["b"] == 2)
        #expect(value["c"] == nil)
        #expect(JSONValue.array([1])["a"] == nil)
    }
}
