import Records
import Storage
import Synchronization

/// Digests of files as they are read now; a file with several names is read once.
final class FileDigests: Sendable {
    private struct State {
        var digests: [ArtifactFolder.Identity: Digest] = [:]
        var fileCount = 0
        var byteCount = 0
    }

    private let state = Mutex(State())

    /// How many files and bytes were read.
    var read: (fileCount: Int, byteCount: Int) {
        state.withLock { ($0.fileCount, $0.byteCount) }
    }

    /// The digest of a file's bytes.
    ///
    /// - Parameter status: what the file system says of it.
    /// - Throws: a `Fault` if it cannot be read.
    func digest(of path: String, _ status: FileStatus) throws(Fault) -> Digest {
        let identity = ArtifactFolder.Identity(status)
        if let known = state.withLock({ $0.digests[identity] }) { return known }
        let digest = try SHA256.digest(ofFile: path)
        state.withLock { state in
            guard state.digests.updateValue(digest, forKey: identity) == nil else { return }
            state.fileCount += 1
            state.byteCount += status.byteCount
        }
        return digest
    }
}
