import Engine
import Glibc
import Records
import Storage
import Testing

/// What the documents say of versions and of exit statuses is what the code says.
@Suite struct ReleaseDocumentTests {
    private static let root = #filePath.split(separator: "/").dropLast(3)
        .reduce("") { $0 + "/" + $1 }

    private static func text(_ path: String) throws -> String {
        String(decoding: try FileSystem.read("\(root)/\(path)"), as: UTF8.self)
    }

    private static func lines(_ path: String) throws -> [Substring] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test func `the change log begins with the version and its day`() throws {
        let first = try Self.lines("CHANGELOG.md").first { $0.hasPrefix("## ") }
        #expect(first == "## [\(Software.version)] - \(Software.released)")
    }

    @Test func `docs-install shows the version as it is printed`() throws {
        let shown = try Self.lines("docs/install.md").first { $0.hasPrefix("    pipeline 0.") }
        let build = BuildIdentity(
            commit: "288cb6f", compiler: "6.3.1", configuration: "release")
        #expect(shown == "    pipeline \(build)")
    }

    @Test func `docs-troubleshooting has a section for every code and for no other`() throws {
        let headings = try Self.lines("docs/troubleshooting.md").filter { $0.hasPrefix("## `") }
        #expect(
            headings.map(String.init)
                == Fault.Code.allCases.map { "## `\($0.rawValue)`: exit status \($0.exitStatus)" })
    }

    @Test func `docs-commands has a row for every exit status and for no other`() throws {
        let lines = try Self.lines("docs/commands.md")
        let start = try #require(lines.firstIndex(of: "## Exit statuses"))
        let rows = lines[start...].filter { $0.hasPrefix("| ") }
            .compactMap { Int32($0.split(separator: "|")[0].filter { $0 != " " }) }
        #expect(rows == [0] + Fault.Code.allCases.map(\.exitStatus))
    }

    /// The messages that a section shows, cut where they differ.
    private static func messages() throws -> [(line: Substring, parts: [Substring])] {
        var isMessage = false
        var isSection = false
        var result: [(Substring, [Substring])] = []
        for line in try lines("docs/troubleshooting.md") {
            if line.hasPrefix("## ") { isSection = line.hasPrefix("## `") }
            if line.hasPrefix("```") {
                isMessage = line == "```text" && isSection
                continue
            }
            guard isMessage else { continue }
            let parts = line.split(separator: "…").filter { $0.contains { $0.isLetter } }
            result.append((line, parts))
        }
        return result
    }

    @Test func `every message that docs-troubleshooting shows is in the code`() throws {
        var files: [String] = []
        var open = ["Sources"]
        while let folder = open.popLast() {
            for name in try FileSystem.list("\(Self.root)/\(folder)") {
                let path = "\(folder)/\(name)"
                if name.hasSuffix(".swift") {
                    files.append(Self.joined(try Self.text(path)))
                } else if name != "pipeline-bench",
                    try FileSystem.status("\(Self.root)/\(path)")?.kind == .folder
                {
                    open.append(path)
                }
            }
        }
        let messages = try Self.messages()
        #expect(messages.count > 30)
        for (line, parts) in messages {
            #expect(!parts.isEmpty, "\(line)")
            #expect(
                files.contains { file in parts.allSatisfy { strstr(file, String($0)) != nil } },
                "\(line)")
        }
    }

    /// A source with literals of several lines joined into one.
    private static func joined(_ text: String) -> String {
        var result = ""
        for line in text.split(separator: "\n") {
            let own = line.drop { $0 == " " }
            if own.hasPrefix("+ \""), result.hasSuffix("\"") {
                result.removeLast()
                result += own.dropFirst(3)
            } else {
                result += "\n" + own
            }
        }
        return result
    }
}
