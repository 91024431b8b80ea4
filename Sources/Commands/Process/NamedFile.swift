import Records
import Storage

/// A file or folder that the command line names.
enum NamedFile {
    /// Makes sure that it is there.
    ///
    /// - Parameter what: what it is, such as `the manifest`.
    /// - Throws: a `Fault` of code `noInput` if nothing lies there.
    static func require(_ path: String, _ what: String) throws(Fault) {
        guard try FileSystem.status(path) == nil else { return }
        throw Fault(
            .noInput, "\(what) `\(path)` is not there",
            remedy: path.hasPrefix("/")
                ? nil : "paths are read from here: \(WorkspaceOption.currentFolder)")
    }
}
