import Records
import Storage
import TestSupport
import Testing

@Suite struct LineSearchTests {
    struct Case: Sendable {
        var text: String
        var needle: String
        var lines: [Int]
    }

    @Test(arguments: [
        Case(text: "", needle: "a", lines: []),
        Case(text: "b\n", needle: "a", lines: []),
        Case(text: "a", needle: "a", lines: [1]),
        Case(text: "b\nxa\n\nax\n", needle: "a", lines: [2, 4]),
        Case(text: "aaa\na\n", needle: "a", lines: [1, 2]),
        Case(text: "ab\nb\nab", needle: "ab", lines: [1, 3]),
        Case(text: "a\n", needle: "", lines: []),
    ])
    func `lines are found with their numbers, each once`(test: Case) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/file"
        try FileSystem.write(Array(test.text.utf8), to: path)
        let found = try LineSearch.lines(containing: Array(test.needle.utf8), in: path)
        #expect(found.map(\.number) == test.lines)
        let all = test.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found.map { String(decoding: $0.bytes, as: UTF8.self) }
                == test.lines.map { String(all[$0 - 1]) })
    }
}
