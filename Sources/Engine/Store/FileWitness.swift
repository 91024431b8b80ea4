import Records
import Storage

/// What the file system said of a file when it was published. While it still says so, the file is
/// taken to hold what it held then; otherwise its digest decides.
///
/// Bytes that change while size and time are put back in place are not noticed; `--verify` reads them.
public struct FileWitness: Sendable, Hashable {
    /// When its content was last changed, in nanoseconds since 1970.
    public var modified: Int
    /// Its number on its device.
    public var inode: UInt64

    init(modified: Int, inode: UInt64) {
        self.modified = modified
        self.inode = inode
    }

    init(_ status: FileStatus) {
        modified = status.modified
        inode = status.inode
    }
}
