import Records
import Storage
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
        #expect(try PathGlob(given.pattern).files(under: folder.path) == given.files)
    }

    @Test(arguments: ["/etc/*", "../*", "a/../../*", "none*"])
    func aPatternThatLeadsOutOrNowhereIsAFault(_ pattern: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "a.json")
        #expect(throws: Fault.self) { try PathGlob(pattern).files(under: folder.path) }
    }

    @Test func linksAreFollowedInsideTheRootOnly() throws {
        let outside = try TemporaryFolder()
        try outside.write("x", to: "secret.json")
        let folder = try TemporaryFolder()
        try folder.write("x", to: "data/a.json")
        try folder.link("data", at: "inside")
        try folder.link("..", at: "data/loop")
        #expect(try PathGlob("in*/*.json").files(under: folder.path) == ["inside/a.json"])
        #expect(try PathGlob("**/*.json").files(under: folder.path) == ["data/a.json"])
        try folder.link(outside.path, at: "out")
        #expect(throws: Fault.self) { try PathGlob("o*/*.json").files(under: folder.path) }
        try folder.link(outside.path + "/secret.json", at: "data/b.json")
        #expect(throws: Fault.self) { try PathGlob("data/*.json").files(under: folder.path) }
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
