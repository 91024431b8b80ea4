import Engine
import Records
import Testing

/// Where two JSON values differ.
@Suite struct JSONDifferenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var what: String
        var before: JSONValue
        var after: JSONValue
        /// `path: before → after`.
        var lines: [String]
        var testDescription: String { what }
    }

    static let cases = [
        Case(what: "equal values", before: ["a": [1, "x"]], after: ["a": [1, "x"]], lines: []),
        Case(
            what: "members in another order", before: ["a": 1, "b": 2], after: ["b": 2, "a": 1],
            lines: []),
        Case(
            what: "a nested member", before: ["a": ["b": 1, "c": 2]],
            after: ["a": ["b": 1, "c": 3]],
            lines: ["a.c: 2 → 3"]),
        Case(
            what: "added and removed members", before: ["a": 1, "b": 2], after: ["b": 2, "c": 3],
            lines: ["c: none → 3", "a: 1 → none"]),
        Case(
            what: "a list of scalars as a whole", before: ["l": ["x"]], after: ["l": ["x", "y"]],
            lines: ["l: [x] → [x, y]"]),
        Case(
            what: "elements by their name",
            before: [["name": "a", "n": 1], ["name": "b", "n": 2]],
            after: [["name": "c", "n": 0], ["name": "a", "n": 1], ["name": "b", "n": 5]],
            lines: [#"c: none → {"name":"c","n":0}"#, "b.n: 2 → 5"]),
        Case(
            what: "elements by their texts",
            before: [["policy": "p", "mode": "greedy", "share": 1]],
            after: [["policy": "p", "mode": "greedy", "share": 2]],
            lines: ["p greedy.share: 1 → 2"]),
        Case(
            what: "the order of named elements", before: [["name": "a"], ["name": "b"]],
            after: [["name": "b"], ["name": "a"]], lines: [": [a, b] → [b, a]"]),
        Case(
            what: "pairs by their first text", before: [["f.txt", 1], ["g.txt", 2]],
            after: [["g.txt", 3]], lines: ["g.txt: 2 → 3", "f.txt: 1 → none"]),
        Case(
            what: "elements without names by position", before: [["n": 1], ["n": 1]],
            after: [["n": 1], ["n": 2], ["n": 3]],
            lines: ["1.n: 1 → 2", #"2: none → {"n":3}"#]),
        Case(
            what: "names that two elements share", before: [["name": "a", "n": 1], ["name": "a"]],
            after: [["name": "a", "n": 2], ["name": "a"]], lines: ["0.n: 1 → 2"]),
        Case(
            what: "values of other types", before: ["a": [1]], after: ["a": 1],
            lines: ["a: [1] → 1"]),
        Case(
            what: "names that look alike", before: ["\u{E9}": 1], after: ["e\u{301}": 1],
            lines: ["e\u{301}: none → 1", "\u{E9}: 1 → none"]),
        Case(
            what: "control characters", before: ["a": "x"], after: ["a": "\u{1B}[2J\n\t"],
            lines: [#"a: x → \u{1b}[2J\u{a}\t"#]),
        Case(
            what: "long values", before: ["a": 1],
            after: ["a": .string(String(repeating: "z", count: 100))],
            lines: ["a: 1 → \(String(repeating: "z", count: 48))…"]),
    ]

    @Test(arguments: cases)
    func `a difference is told by its place and both values`(test: Case) {
        let changes = JSONDifference.changes(from: test.before, to: test.after)
        let lines = changes.map { "\($0.name): \($0.valueText)" }
        // As bytes: texts that are canonically equal are not the same here.
        #expect(lines.map { Array($0.utf8) } == test.lines.map { Array($0.utf8) }, "\(lines)")
    }

    @Test func `a hundred thousand files are compared by name`() {
        let digest = String(repeating: "a", count: 64)
        let files = (0..<100_000).map { JSONValue.array([.string("f\($0)"), .string(digest)]) }
        var after = files
        after[70_000] = ["f70000", .string(String(repeating: "b", count: 64))]
        let changes = JSONDifference.changes(from: .array(files), to: .array(after))
        #expect(changes.map(\.path) == [["f70000"]])
        #expect(changes.map(\.isOfContent) == [true])
    }
}
