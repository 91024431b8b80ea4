public import Records
import Storage

/// What stands for a file's content when it is decided whether work was done before.
public enum FileIdentity: Sendable {
    /// Size, times of change, inode and device: no data is read, but a copied or touched file counts as
    /// changed.
    case status
    /// The digest that this tells of the file at a path; best from a cache.
    case content(@Sendable (_ path: String) throws(Fault) -> Digest)

    /// What stands for a file.
    ///
    /// - Parameter status: what the system says of it, if that is known.
    /// - Throws: a `Fault` where it cannot be read.
    func bytes(
        of path: String, status: FileStatus? = nil
    ) throws(Fault) -> [UInt8] {
        switch self {
        case .content(let digest): return try digest(path).bytes
        case .status:
            var known = status
            if known == nil { known = try FileSystem.status(path) }
            guard let status = known else {
                throw Fault(.badInput, "there is no file `\(path)`")
            }
            let fields = [
                status.byteCount, status.modified, status.changed,
                Int(truncatingIfNeeded: status.inode),
                Int(truncatingIfNeeded: status.device),
            ]
            var bytes: [UInt8] = []
            bytes.reserveCapacity(8 * fields.count)
            for field in fields { bytes.appendInteger(field) }
            return bytes
        }
    }
}
