import Testing

@testable import Manifests

@Suite struct FieldPathTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var steps: [String]?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(text: "question", steps: ["question"]),
        Case(text: "conversations.0.value", steps: ["conversations", "0", "value"]),
        Case(text: "messages[*].content", steps: ["messages", "[*]", "content"]),
        Case(
            text: "messages[role=assistant].content",
            steps: ["messages", "[role=assistant]", "content"]),
        Case(text: "m[type=v1.2].x", steps: ["m", "[type=v1.2]", "x"]),
        Case(text: "[*]", steps: ["[*]"]),
        Case(text: "a[*][*]", steps: ["a", "[*]", "[*]"]),
        Case(text: "price[usd]", steps: ["price[usd]"]),
        Case(text: "a[*]b", steps: ["a[*]b"]),
        Case(text: "a[", steps: ["a["]), Case(text: "a]", steps: ["a]"]),
        Case(text: ""), Case(text: "."), Case(text: "a..b"), Case(text: "a."), Case(text: ".a"),
        Case(text: "a[*]."), Case(text: "a[*]..b"),
    ])
    func `a text is read as steps`(given: Case) {
        let path = FieldPath(given.text)
        #expect(path?.steps == given.steps)
        if let path { #expect(path.description == given.text) }
    }

    @Test func `a number in brackets is a position`() {
        #expect(FieldPath("images[0].path") == FieldPath("images.0.path"))
    }
}
