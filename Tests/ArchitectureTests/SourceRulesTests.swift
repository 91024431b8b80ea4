import Testing

/// Rules of the house that a reader of the text can check.
@Suite struct SourceRulesTests {
    private static let longest = 300

    @Test func `no file is longer than 300 lines`() throws {
        for folder in ["Sources", "Tests"] {
            for file in try SourceFile.all(under: folder, endings: [".swift", ".c", ".cpp", ".h"]) {
                #expect(file.lines.count <= SourceRulesTests.longest, "\(file.path)")
            }
        }
    }

    @Test func `nothing in Sources traps on data`() throws {
        for file in try SourceFile.all(under: "Sources") {
            for (index, line) in file.code.enumerated() {
                let place = "\(file.path):\(index + 1)"
                #expect(!SourceRulesTests.unwraps(line), "\(place): \(file.lines[index])")
                #expect(!line.contains("fatalError("), "\(place)")
            }
        }
    }

    struct Line: Sendable {
        var text: String
        var unwraps: Bool
    }

    @Test(arguments: [
        Line(text: "let a = b!", unwraps: true),
        Line(text: "let a = b!.c", unwraps: true),
        Line(text: "f(x as! Int)", unwraps: true),
        Line(text: "try! f()", unwraps: true),
        Line(text: "a[0]![1]", unwraps: true),
        Line(text: "let a: Int!", unwraps: true),
        Line(text: "if a != b", unwraps: false),
        Line(text: "if a!=b", unwraps: false),
        Line(text: "if !a && !(b)", unwraps: false),
    ])
    func `force unwrapping is recognised`(line: Line) {
        #expect(SourceRulesTests.unwraps(line.text) == line.unwraps)
    }

    /// Whether a `!` follows a value.
    private static func unwraps(_ line: String) -> Bool {
        let characters = Array(line)
        return characters.indices.contains { index in
            guard characters[index] == "!", index > 0 else { return false }
            let before = characters[index - 1]
            let isValue = before.isLetter || before.isNumber || "_)]?>}`".contains(before)
            let after = index + 1 < characters.count ? characters[index + 1] : " "
            return isValue && after != "="
        }
    }

    @Test func `comments and literals are no code`() throws {
        let file = try SourceFile("Tests/ArchitectureTests/SourceRulesTests.swift")
        // This is where a literal says `as!`, and a comment: try!
        let place = try #require(file.lines.firstIndex { $0.contains("f(x as! Int)") })
        #expect(!file.code[place].contains("!"))
        #expect(file.code[place].contains("unwraps: true"))
        let comment = try #require(file.lines.firstIndex { $0.contains("and a comment: try!") })
        #expect(file.code[comment].allSatisfy { $0 == " " })
    }

    @Test func `no path of somebody's machine is in the repository`() throws {
        let machine = ["work", "home", "root", "Users", "mnt"].map { "/\($0)/" }
        var files = try SourceFile.all(under: "Sources", endings: [".swift", ".c", ".cpp", ".h"])
        for folder in ["pipelines", "datasets", "manifests", "docs", "scripts"] {
            files += try SourceFile.all(under: folder, endings: [""])
        }
        for path in ["Package.swift", "README.md", "CONTRIBUTING.md", "check", "pipeline"] {
            files.append(try SourceFile(path))
        }
        for file in files {
            for (index, line) in file.lines.enumerated() {
                let found = machine.filter { word in
                    line.split(separator: word, omittingEmptySubsequences: false).dropLast()
                        .contains { !($0.last?.isLetter ?? false) && $0.last != "." }
                }
                #expect(found.isEmpty, "\(file.path):\(index + 1): \(line)")
            }
        }
    }
}
