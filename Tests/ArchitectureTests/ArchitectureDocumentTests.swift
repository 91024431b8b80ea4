import Glibc
import Storage
import Testing

/// docs/architecture.md says of the code what the code says.
@Suite struct ArchitectureDocumentTests {
    private static let path = "docs/architecture.md"
    private static let opening: Substring = "<!-- module graph -->"
    private static let closing: Substring = "<!-- end of module graph -->"

    @Test func `its module graph is that of Package.swift`() throws {
        let lines = try SourceFile(Self.path).lines
        let first = try #require(lines.firstIndex(of: Self.opening))
        let last = try #require(lines.firstIndex(of: Self.closing))
        let graph = ModuleGraph(try PackageManifest()).mermaid
        let block = ["```mermaid"] + graph + ["```"]
        if getenv("RECORD_GOLDEN").map({ String(cString: $0) }) == "1" {
            let text = lines[...first].map(String.init) + block + lines[last...].map(String.init)
            try FileSystem.write(
                Array((text.joined(separator: "\n") + "\n").utf8),
                to: "\(SourceFile.packageRoot)/\(Self.path)")
            Issue.record("the graph was drawn anew; look at it and run again")
        }
        #expect(lines[(first + 1)..<last].map(String.init) == block)
    }

    @Test func `every module that it has a line for is there, and every module has one`() throws {
        let rows = try SourceFile(Self.path).lines.compactMap { line -> String? in
            guard line.hasPrefix("| `") else { return nil }
            return line.split(separator: "`").dropFirst().first.map(String.init)
        }
        #expect(Set(rows) == Set(try PackageManifest().dependencies.keys))
        #expect(rows.count == Set(rows).count)
    }

    /// Names such as `Ingestion.run` and `Labeller`, in the order in which they come.
    private static func names() throws -> [String] {
        let lines = try SourceFile(path).lines
        let start = try #require(lines.firstIndex(of: "## The path of a question"))
        return lines[start...].joined(separator: "\n")
            .split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0 % 2 == 1 ? String($1) : nil }
            .filter { $0.first?.isUppercase == true && !$0.contains("=") }
    }

    @Test func `every type and function on the path of a question is in the code`() throws {
        let names = try Self.names()
        #expect(names.count > 60)
        var types: Set<Substring> = []
        // What the files that name a type declare.
        var members: [Substring: Set<Substring>] = [:]
        for file in try SourceFile.all(under: "Sources") {
            var own: Set<Substring> = []
            var declared: Set<Substring> = []
            for line in file.code {
                let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
                for (word, next) in zip(words, words.dropFirst()) {
                    switch word {
                    case "struct", "class", "enum", "actor", "protocol":
                        types.insert(Substring(String(next)))
                        own.insert(Substring(String(next)))
                    case "extension": own.insert(Substring(String(next)))
                    case "func", "var", "let", "case": declared.insert(Substring(String(next)))
                    default: continue
                    }
                }
            }
            for type in own { members[type, default: []].formUnion(declared) }
        }
        for name in names {
            let parts = name.split(separator: ".")
            let type = try #require(parts.first)
            let isModule = ModuleTable.allowed[String(type)] != nil
            #expect(isModule || types.contains(type), "\(name)")
            if parts.count > 1 {
                #expect(members[type]?.contains(parts[1]) == true, "\(name)")
            }
        }
    }
}
