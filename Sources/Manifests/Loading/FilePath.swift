/// Paths as text: nothing here looks at the file system.
enum FilePath {
    /// The folder that a path lies in, as the user would name it; `.` for a bare name.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        let folder = path[..<slash]
        return folder.isEmpty ? "/" : String(folder)
    }

    /// A path seen from a folder; an absolute one as it is.
    static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") || folder == "." { return path }
        if path == "." { return folder }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    /// The folder above a folder.
    static func parent(of folder: String) -> String {
        let steps = folder.split(separator: "/")
        if folder == "." { return ".." }
        if steps.last == ".." { return folder + "/.." }
        if steps.last == "." { return parent(of: self.folder(of: folder)) }
        return self.folder(of: folder)
    }

    /// Whether a path stays in the folder it is relative to, as far as its text tells.
    static func isInside(_ path: String) -> Bool {
        !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    }
}
