/// Paths relative to a root, as text.
enum RelativePath {
    /// The path without empty parts and `.`; `.` for the root itself. Whether it ends with `/` is
    /// forgotten.
    static func normal(_ path: String) -> String {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
            .filter { $0 != "." }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// The last part of a path.
    static func name(of path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
    }

    /// The folder that a path lies in; nothing for one name.
    static func folder(of path: String) -> String? {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) }
    }

    /// The name without its last extension; a name that begins with a dot keeps that.
    static func stem(of path: String) -> String {
        let name = name(of: path)
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
            return name
        }
        return String(name[..<dot])
    }

    /// The folders above a path, the nearest first.
    static func ancestors(of path: String) -> [String] {
        var result: [String] = []
        var path = path
        while let folder = folder(of: path) {
            result.append(folder)
            path = folder
        }
        return result
    }
}
