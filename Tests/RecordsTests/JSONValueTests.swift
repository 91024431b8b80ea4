import Records
import Testing

@Suite struct JSONValueTests {
    @Test func `a member is found by its name, the first of two`() {
        let value = JSONValue.object([.init("a", 1), .init("b", 2), .init("b", 3)])
        #expect(value["b"] == 2)
        #expect(value["c"] == nil)
        #expect(JSONValue.array([1])["a"] == nil)
    }
}
