import Glibc
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct PathGlobTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var pattern: String
        var files: [String]
        var testDescription: String { pattern }
    }

    @Test(arguments: [
        Case(pattern: "a.json", files: ["a.json"]),
        Case(pattern: "missing.json", files: ["missing.json"]),
        Case(pattern: "*.json", files: ["B.json", "a.json", "é.json"]),
        Case(pattern: "?.json", files: ["B.json", "a.json", "é.json"]),
        Case(
            pattern: "data/train-*.parquet",
            files: ["data/train-0.parquet", "data/train-1.parquet"]),
        Case(pattern: "./data//train-*0*", files: ["data/train-0.parquet"]),
        Case(pattern: "*/*/x.json", files: ["data/deep/x.json"]),
        Case(pattern: "**/x.json", files: ["data/deep/x.json"]),
        Case(pattern: "**/**/a.json", files: ["a.json"]),
        Case(
            pattern: "data/**/*",
            files: ["data/deep/x.json", "data/train-0.parquet", "data/train-1.parquet"]),
        Case(pattern: ".h*", files: [".hidden.json"]),
        Case(pattern: "star*.txt", files: ["star*.txt"]),
    ])
    func aPatternStandsForFiles(_ given: Case) throws {
        let folder = try TemporaryFolder()
        for name in [
            "a.json", "B.json", "é.json", ".hidden.json", "data/train-1.parquet",
            "data/train-0.parquet", "data/deep/x.json", "star*.txt", "star1.txt", "f.json/inner",
        ] { try folder.write("x", to: name) }
        #expect(try PathGlob(given.pattern).matches(under: folder.path).files == given.files)
    }

    @Test(arguments: ["/etc/*", "../*", "a/../../*", "none*"])
    func aPatternThatLeadsOutOrNowhereIsAFault(_ pattern: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "a.json")
        #expect(throws: Fault.self) { try PathGlob(pattern).matches(under: folder.path) }
    }

    @Test func linksAreFollowedInsideTheRootOnly() throws {
        let outside = try TemporaryFolder()
        try outside.write("x", to: "secret.json")
        let folder = try TemporaryFolder()
        try folder.write("x", to: "data/a.json")
        try folder.link("data", at: "inside")
        try folder.link("..", at: "data/loop")
        #expect(try PathGlob("in*/*.json").matches(under: folder.path).files == ["inside/a.json"])
        #expect(try PathGlob("**/*.json").matches(under: folder.path).files == ["data/a.json"])
        try folder.link(outside.path, at: "out")
        #expect(throws: Fault.self) { try PathGlob("o*/*.json").matches(under: folder.path) }
        try folder.link(outside.path + "/secret.json", at: "data/b.json")
        #expect(throws: Fault.self) { try PathGlob("data/*.json").matches(under: folder.path) }
    }

    struct Broken: Sendable {
        var pattern: String
        var files: [String]
        var refused: [String]
    }

    @Test(arguments: [
        Broken(pattern: "*.json", files: ["a.json"], refused: ["\\xE9.json"]),
        Broken(pattern: "?.json", files: ["a.json"], refused: ["\\xE9.json"]),
        Broken(
            pattern: "**/*.json", files: ["a.json", "deep/b.json"],
            refused: ["\\xE9.json", "deep/\\xFF.json"]),
        Broken(pattern: "deep/*.txt", files: ["deep/c.txt"], refused: []),
        Broken(pattern: "deep/\u{FFFD}*", files: [], refused: ["deep/\\xFF.json"]),
    ])
    func `a name that is not UTF-8 is refused, and the rest is found`(given: Broken) throws {
        let folder = try TemporaryFolder()
        for name in ["a.json", "deep/b.json", "deep/c.txt"] { try folder.write("x", to: name) }
        let broken = [
            try folder.writeEmpty([0xE9] + Array(".json".utf8)),
            try folder.writeEmpty(Array("deep/".utf8) + [0xFF] + Array(".json".utf8)),
        ]
        let found = try PathGlob(given.pattern).matches(under: folder.path)
        #expect(found.files == given.files)
        #expect(found.refused.map(\.name) == given.refused)
        #expect(found.refused.allSatisfy { $0.refusal.reason == "bad_name_encoding" })
        withExtendedLifetime(broken) {}
    }

    @Test func `a pipe is refused, and left out of what is asked for as files`() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "a.json")
        #expect(mkfifo(folder.path + "/b.json", 0o644) == 0)
        let glob = try PathGlob("*.json")
        let found = try glob.matches(under: folder.path)
        #expect(found.files == ["a.json"])
        #expect(found.refused.map(\.name) == ["b.json"])
        #expect(found.refused.map(\.refusal.reason) == ["not_a_file"])
        #expect(try glob.files(under: folder.path) == ["a.json"])
    }

    struct Match: Sendable {
        var pattern: String
        var name: String
        var isMatch: Bool
    }

    @Test(arguments: [
        Match(pattern: "*", name: "abc", isMatch: true),
        Match(pattern: "*", name: ".a", isMatch: false),
        Match(pattern: "a*c*e", name: "abcde", isMatch: true),
        Match(pattern: "a*c*e", name: "abcdef", isMatch: false),
        Match(pattern: "*.json", name: "a.json.json", isMatch: true),
        Match(pattern: "a?", name: "a", isMatch: false),
        Match(pattern: "a**", name: "a", isMatch: true),
        Match(pattern: "", name: "", isMatch: true),
        Match(pattern: "*a*a*a*a*a*b", name: String(repeating: "a", count: 5000), isMatch: false),
    ])
    func wildcardsMatch(_ given: Match) {
        #expect(PathPattern(given.pattern).matches(given.name) == given.isMatch)
    }
}
