import Testing

/// What `Package.swift` says of the targets under `Sources`, read from its text.
struct PackageManifest {
    /// The dependencies of each target that has Swift files.
    let dependencies: [String: Set<String>]

    init() throws {
        let lines = try SourceFile("Package.swift").lines
        let start = try #require(lines.firstIndex { $0.hasPrefix("let package = ") })
        let text = lines[start...].joined(separator: "\n")
        var dependencies: [String: Set<String>] = [:]
        for opening in ["module(", ".executableTarget("] {
            for part in text.split(separator: opening, omittingEmptySubsequences: false).dropFirst()
            {
                let target = PackageManifest.arguments(part)
                // What only tests start is theirs.
                if target.contains("path: \"Tests/") { continue }
                let (name, names) = try PackageManifest.target(target)
                dependencies[name] = names
            }
        }
        self.dependencies = dependencies
    }

    /// The text up to the bracket that closes the call.
    private static func arguments(_ text: Substring) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }

    /// A target's name and the names in its first list.
    private static func target(_ text: Substring) throws -> (String, Set<String>) {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        let name = try #require(parts.dropFirst().first)
        let first = text.split(separator: "[", omittingEmptySubsequences: false).dropFirst().first
        let list = (first ?? "").prefix { $0 != "]" }
        let names = list.split { ", \n".contains($0) }.map { item in
            item == "arguments" ? "ArgumentParser" : String(item.filter { $0 != "\"" })
        }
        return (String(name), Set(names))
    }
}
