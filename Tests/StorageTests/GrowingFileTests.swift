import Glibc
import Records
import Storage
import TestSupport
import Testing

@Suite struct GrowingFileTests {
    private func append(_ text: String, to path: String) {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        let bytes = Array(text.utf8)
        #expect(write(file, bytes, bytes.count) == bytes.count)
        close(file)
    }

    private func texts(_ file: inout GrowingFile) throws -> [String] {
        var texts: [String] = []
        while true {
            let lines = try file.lines()
            if lines.isEmpty { return texts }
            texts += lines.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test func `lines come once, when they are whole`() throws {
        let temporary = try TemporaryFolder("storage")
        let path = "\(temporary.path)/log"
        var file = GrowingFile(path)
        #expect(try texts(&file).isEmpty)
        append("one\ntw", to: path)
        #expect(try texts(&file) == ["one"])
        append("o\n\nthree", to: path)
        #expect(try texts(&file) == ["two", ""])
        #expect(try texts(&file).isEmpty)
        #expect(file.takeRest().map { String(decoding: $0, as: UTF8.self) } == "three")
        #expect(file.takeRest() == nil)
    }

    struct Case: Sendable {
        var text: String
        var count: Int
        var expected: [String]
        var rest: String?
    }

    @Test(arguments: [
        Case(text: "a\nb\nc\n", count: 2, expected: ["b", "c"]),
        Case(text: "a\nb\nc", count: 2, expected: ["b"], rest: "c"),
        Case(text: "a\nb\n", count: 5, expected: ["a", "b"]),
        Case(text: "a\nb\n", count: 0, expected: []),
        Case(text: "\n\n\n", count: 2, expected: ["", ""]),
        Case(text: "", count: 3, expected: []),
    ])
    func `the last lines are those before the end`(test: Case) throws {
        let temporary = try TemporaryFolder("storage")
        let path = "\(temporary.path)/log"
        append(test.text, to: path)
        var file = GrowingFile(path, last: test.count)
        #expect(try texts(&file) == test.expected)
        #expect(file.takeRest().map { String(decoding: $0, as: UTF8.self) } == test.rest)
        append("new\n", to: path)
        #expect(try texts(&file) == ["new"])
    }

    @Test func `a long log is read in pieces, and from its end`() throws {
        let temporary = try TemporaryFolder("storage")
        let path = "\(temporary.path)/log"
        let lines = (0..<60_000).map { "line number \($0)" }
        append(lines.joined(separator: "\n") + "\n", to: path)
        var whole = GrowingFile(path)
        #expect(try texts(&whole) == lines)
        var end = GrowingFile(path, last: 40_000)
        #expect(try texts(&end) == lines.suffix(40_000))
    }
}
