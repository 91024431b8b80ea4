import Records
import TestSupport
import Testing

@testable import Storage

@Suite("Reading lines")
struct LineReaderTests {
    private func lines(_ path: String) throws -> [String] {
        let reader = try LineReader(path)
        var lines: [String] = []
        while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }

    @Test(
        "a line break ends a line, and so does the file",
        arguments: [
            ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
        ])
    func breaks(text: String, expected: [String]) throws {
        let folder = try TemporaryFolder()
        #expect(try lines(try folder.write(text, to: "x")) == expected)
    }

    @Test("lines longer than what is read at once are whole")
    func long() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "é", count: 1_500_000)
        let text = "a\n" + long + "\n" + long
        #expect(try lines(try folder.write(text, to: "x")) == ["a", long, long])
    }

    @Test("a file that is not there is a fault")
    func missing() throws {
        let folder = try TemporaryFolder()
        #expect(throws: Fault.self) { _ = try LineReader(folder["none"]) }
    }
}
