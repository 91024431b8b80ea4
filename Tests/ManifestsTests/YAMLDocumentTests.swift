import Records
import Testing

@testable import Manifests

@Suite struct YAMLDocumentTests {
    private func document(_ text: String) -> YAMLDocument {
        YAMLDocument(Array(text.utf8), file: "x.yaml")
    }

    @Test func `keeps scalars as text with their places`() throws {
        let root = try #require(document("a: no\nb:\n  - '1.10'\n  - ~\n").root)
        #expect(root["a"]?.plainText == "no")
        #expect(root["a"]?.location == SourceLocation(file: "x.yaml", line: 1, column: 4))
        let list = try #require(root["b"]?.elements)
        #expect(list[0].text == "1.10" && list[0].plainText == nil)
        #expect(list[1].plainText == "~")
        #expect(list[1].location == SourceLocation(file: "x.yaml", line: 4, column: 5))
    }

    @Test func `counts columns in scalars, not bytes`() throws {
        let root = try #require(document("ключ: [é, 😀, z]").root)
        #expect(root["ключ"]?.elements?[2].location.column == 14)
    }

    @Test func `follows aliases`() throws {
        let root = try #require(document("a: &x {k: 1}\nb: *x\n").root)
        #expect(root["b"]?["k"]?.text == "1")
    }

    @Test func `skips a byte order mark`() throws {
        let document = document("\u{FEFF}a: 1")
        #expect(document.root?.entries?.first?.location.column == 1)
        #expect(document.faults == [])
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var line: Int
        var column: Int
        var says: String
    }

    @Test(arguments: [
        Refusal(testDescription: "empty", text: "", line: 1, column: 1, says: "is empty"),
        Refusal(testDescription: "comment", text: "# x\n", line: 1, column: 1, says: "is empty"),
        Refusal(
            testDescription: "two documents", text: "a: 1\n---\nb: 2\n", line: 2, column: 1,
            says: "second document"),
        Refusal(testDescription: "tab", text: "a:\n\tb: 1\n", line: 2, column: 1, says: "a tab"),
        Refusal(testDescription: "open list", text: "a: [1\nb: 2\n", line: 2, column: 2, says: ","),
        Refusal(testDescription: "tag", text: "a: !!str 1\n", line: 1, column: 4, says: "the tag"),
        Refusal(
            testDescription: "duplicate", text: "a: 1\nb: 2\na: 3\n", line: 3, column: 1,
            says: "already stands in line 1"),
        Refusal(
            testDescription: "list as key", text: "? [1]\n: 2\n", line: 1, column: 3,
            says: "expected a name"),
        Refusal(
            testDescription: "unknown alias", text: "a: *b\n", line: 1, column: 4,
            says: "undefined alias"),
        Refusal(
            testDescription: "cycle", text: "a: &x [*x]\n", line: 1, column: 4,
            says: "names what it stands in"),
        Refusal(
            testDescription: "control character", text: "a: \u{1}\n", line: 1, column: 4,
            says: "not text in UTF-8"),
    ])
    func `what YAML does not allow is refused at its place`(_ refusal: Refusal) throws {
        let faults = document(refusal.text).faults
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.code == .badInput)
        #expect(
            fault.location
                == SourceLocation(file: "x.yaml", line: refusal.line, column: refusal.column))
        #expect(fault.message.contains(refusal.says))
    }

    @Test func `refuses bytes that are not UTF-8 at their place`() throws {
        let document = YAMLDocument(Array("a: 1\nbé: ".utf8) + [0xFF, 0x0A], file: "x.yaml")
        let fault = try #require(document.faults.first)
        #expect(fault.location?.line == 2)
        #expect(fault.location?.column == 5)
        #expect(document.root == nil)
    }

    @Test func `refuses a billion laughs`() throws {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1..<40 {
            let names = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(names)]\n"
        }
        let document = document(text)
        #expect(document.root == nil)
        #expect(document.faults.count == 1)
        #expect(document.faults.first?.message.contains("grow") == true)
    }

    @Test func `refuses a chain of aliases that nests too deep`() {
        var text = "a0: &a0 [x]\n"
        for level in 1..<500 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        let document = document(text)
        #expect(document.root == nil)
        #expect(document.faults.map(\.message) == ["aliases nest deeper than 64 levels"])
    }

    @Test func `refuses too many anchors`() {
        let text = (0..<50_000).map { "a\($0): &a\($0) x\n" }.joined()
        let document = document(text)
        #expect(document.root == nil)
        #expect(document.faults.map(\.location?.line) == [1001])
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func `refuses deep nesting`(_ opening: String) {
        let document = document(String(repeating: opening, count: 100_000))
        #expect(document.root == nil)
        #expect(document.faults.map(\.message) == ["values nest deeper than 64 levels"])
    }

    @Test func `refuses a large file`() {
        let text = "a: " + String(repeating: "x", count: YAMLLimits.fileByteCount)
        #expect(document(text).faults.first?.message.contains("is larger than") == true)
    }

    @Test func `lays mappings over one another and replaces the rest`() throws {
        let base = try #require(document("a: {x: 1, y: [1, 2]}\nb: 2").root)
        let over = try #require(document("a: {y: [3], z: 4}").root)
        let merged = base.overlaid(with: over)
        #expect(merged["a"]?["x"]?.text == "1")
        #expect(merged["a"]?["y"]?.elements?.map(\.text) == ["3"])
        #expect(merged["a"]?["z"]?.text == "4")
        #expect(merged["b"]?.text == "2")
    }
}
