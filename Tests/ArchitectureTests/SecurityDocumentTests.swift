import Glibc
import Testing

/// docs/security.md names a test for what it claims, and the test is there.
@Suite struct SecurityDocumentTests {
    private static let path = "docs/security.md"

    /// What stands between backticks as `SuiteTests/name of a test`.
    private static func names(in line: Substring) -> [(suite: Substring, test: Substring)] {
        line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .compactMap { place, text in
                let parts = text.split(separator: "/", maxSplits: 1)
                guard place % 2 == 1, parts.count == 2, parts[0].hasSuffix("Tests"),
                    parts[0].first?.isUppercase == true
                else { return nil }
                return (parts[0], parts[1])
            }
    }

    /// The rows of its tables, heads and rules left out.
    private static func rows() throws -> [Substring] {
        let lines = try SourceFile(path).lines
        return lines.indices.filter { line in
            lines[line].hasPrefix("| ") && !lines[line].hasPrefix("| ---")
                && !(line + 1 < lines.count && lines[line + 1].hasPrefix("| ---"))
        }
        .map { lines[$0] }
    }

    @Test func `every row names a test`() throws {
        let rows = try Self.rows()
        #expect(rows.count > 40)
        for row in rows { #expect(!Self.names(in: row).isEmpty, "\(row)") }
    }

    @Test func `every test that is named is there`() throws {
        let files = try SourceFile.all(under: "Tests").map { $0.lines.joined(separator: "\n") }
        let named = try SourceFile(Self.path).lines.flatMap(Self.names)
        #expect(named.count > 60)
        for (suite, test) in named {
            let found = files.contains { text in
                Self.holds(text, "struct \(suite) {") && Self.declares(test, in: text)
            }
            #expect(found, "\(suite)/\(test)")
        }
    }

    /// Whether a test is declared by its function's name, or by what it is called.
    private static func declares(_ test: Substring, in text: String) -> Bool {
        holds(text, "func `\(test)`(") || holds(text, "func \(test)(")
            || holds(text, "@Test(\"\(test)\"")
    }

    /// Whether a text holds another; over all of `Tests`, Swift's own search takes minutes.
    private static func holds(_ text: String, _ part: String) -> Bool { strstr(text, part) != nil }

    @Test func `a test that is not there is noticed`() {
        let text = "struct ATests {\n@Test(\"b c\") func b() {}\n@Test func `d e`() {}"
        for name in ["b c", "b", "d e"] { #expect(Self.declares(Substring(name), in: text)) }
        #expect(!Self.declares("d", in: text))
        #expect(Self.names(in: "x `ATests/b c`, `ATests/d`; `a/b`").map(\.test) == ["b c", "d"])
    }

    /// Without these, libcurl compares certificates and names, and asks no file for passwords.
    @Test(arguments: ["SSL_VERIFY", "NETRC", "UNRESTRICTED_AUTH", "ACCEPT_ENCODING", "COOKIE"])
    func `no option of libcurl weakens what it does by itself`(option: String) throws {
        let files = try SourceFile.all(under: "Sources/CCurl", endings: [".c", ".h"])
        #expect(files.contains { $0.lines.contains { $0.contains("CURLOPT_FOLLOWLOCATION") } })
        for file in files {
            for line in file.lines {
                #expect(!line.contains("CURLOPT_\(option)"), "\(file.path)")
                #expect(!line.contains("CURLOPT_PROXY_\(option)"), "\(file.path)")
            }
        }
    }
}
