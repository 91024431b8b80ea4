import Storage
import Testing

/// A text file of the repository.
struct SourceFile: Sendable, CustomTestStringConvertible {
    /// The package's root folder.
    static let packageRoot = #filePath.split(separator: "/").dropLast(3)
        .reduce("") { $0 + "/" + $1 }

    /// The path, relative to the root.
    let path: String
    let lines: [Substring]
    var testDescription: String { path }

    init(_ path: String) throws {
        self.path = path
        let bytes = try FileSystem.read("\(SourceFile.packageRoot)/\(path)")
        let text = String(decoding: bytes, as: UTF8.self)
        // A line end at the end of the file ends the last line.
        let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
        lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The files under a folder, hidden ones left out, by the ends of their names; sorted.
    static func all(under folder: String, endings: [String] = [".swift"]) throws -> [SourceFile] {
        var result: [SourceFile] = []
        for name in try FileSystem.list("\(packageRoot)/\(folder)") where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            switch try FileSystem.linkStatus("\(packageRoot)/\(path)")?.kind {
            case .folder: result += try all(under: path, endings: endings)
            case .file where endings.contains { name.hasSuffix($0) }:
                result.append(try SourceFile(path))
            default: continue
            }
        }
        return result
    }

    /// The modules that `import` lines name, each once.
    var imports: Set<String> {
        Set(
            code.compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
                    words[..<place].allSatisfy({ modifiers.contains(String($0)) })
                else { return nil }
                // `import struct Module.Type`
                let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let"]
                let next = words[place + 1]
                let isKind = kinds.contains(String(next)) && place + 2 < words.count
                let name = isKind ? words[place + 2] : next
                return name.split(separator: ".").first.map(String.init)
            })
    }

    /// The lines without comments and without what string literals say.
    var code: [String] {
        var isInside = false
        return lines.map { line in
            let marks = line.split(separator: "\"\"\"", omittingEmptySubsequences: false)
            if marks.count > 1 {
                defer { if marks.count % 2 == 0 { isInside.toggle() } }
                return isInside ? String(marks[1]) : String(marks[0])
            }
            return isInside ? "" : SourceFile.withoutLiterals(line)
        }
    }

    private static func withoutLiterals(_ line: Substring) -> String {
        var result = ""
        var isLiteral = false
        var previous: Character = " "
        for character in line {
            if character == "\"" && (!isLiteral || previous != "\\") { isLiteral.toggle() }
            if character == "/" && previous == "/" && !isLiteral {
                return String(result.dropLast())
            }
            if !isLiteral { result.append(character) }
            previous = previous == "\\" && character == "\\" ? " " : character
        }
        return result
    }
}

private let modifiers: Set = [
    "public", "internal", "package", "private", "fileprivate", "@_exported", "@preconcurrency",
    "@_implementationOnly", "@testable", "unsafe", "@unsafe",
]
