import Glibc
public import Records

/// A folder that is written beside its final place and published by one rename.
///
/// A reader sees either nothing or all of it: `publish` syncs the files, then the folders from the
/// innermost outwards, renames, and syncs the parent, so that neither a kill nor a power cut leaves
/// something half-written under the final name.
public struct AtomicFolder: Sendable {
    /// The temporary folder to write into: `<final's parent>/.tmp-<name>-<pid>-<random>`.
    public let path: String
    /// Where it goes.
    public let final: String

    /// Makes the temporary folder, and the parents of the final one.
    ///
    /// - Throws: a `Fault` where a folder cannot be made.
    public init(for final: String) throws(Fault) {
        self.final = final
        path = try TemporaryName.beside(final)
        try FileSystem.createFolder(path)
    }

    /// Publishes the folder.
    ///
    /// - Returns: false if another had published it first; ours is removed then.
    /// - Throws: a `Fault` where the disk refuses; the temporary folder is left as it is.
    public func publish() throws(Fault) -> Bool {
        try AtomicFolder.syncTree(path)
        if unsafe Glibc.rename(path, final) == 0 {
            try FileSystem.sync(FileSystem.parent(of: final) ?? ".")
            return true
        }
        let error = errno
        guard error == ENOTEMPTY || error == EEXIST else {
            throw .system("cannot publish `\(final)`", errorNumber: error)
        }
        discard()
        return false
    }

    /// Removes the temporary folder. What cannot be removed stays: it has a name that nothing reads.
    public func discard() { try? FileSystem.remove(path) }

    private static func syncTree(_ folder: String) throws(Fault) {
        var subfolders: [String] = []
        for name in try FileSystem.list(folder) {
            let path = folder + "/" + name
            switch try FileSystem.linkStatus(path)?.kind {
            case .folder: subfolders.append(path)
            case .file: try FileSystem.sync(path)
            default: break
            }
        }
        for path in subfolders { try syncTree(path) }
        try FileSystem.sync(folder)
    }
}
