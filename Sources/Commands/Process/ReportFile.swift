import Engine
import Records
import Storage

/// Where a report's HTML file lies.
struct ReportFile {
    private let path: String

    /// The file that was named, or else the one in the run's folder.
    init(_ run: RunFolder, out: String?, isComparison: Bool) throws(Fault) {
        let name = isComparison ? "compare.html" : "index.html"
        guard let out else {
            path = "\(run.path)/report/\(name)"
            return
        }
        let absolute = WorkspaceOption.absolute(out)
        let isFolder = try FileSystem.status(absolute)?.kind == .folder
        path = isFolder || out.hasSuffix("/") ? "\(absolute)/\(name)" : absolute
    }

    /// Writes the file by one rename: who has it open sees the old one or the new one.
    ///
    /// - Returns: its path.
    /// - Throws: a `Fault` of code `cannotCreate` if the folder cannot be made.
    func write(_ bytes: [UInt8]) throws(Fault) -> String {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try FileSystem.createFolder(String(path[..<slash]))
        }
        try FileSystem.write(bytes, to: path)
        return path
    }
}
