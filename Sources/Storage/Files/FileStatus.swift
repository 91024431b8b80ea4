/// What the file system knows about a path.
public struct FileStatus: Sendable, Hashable {
    /// What lies at a path.
    public enum Kind: Sendable, Hashable {
        /// A regular file.
        case file
        /// A folder.
        case folder
        /// A symbolic link; only `FileSystem.linkStatus` says so.
        case link
        /// A device, a socket or a pipe.
        case other
    }

    /// What it is.
    public var kind: Kind
    /// Its length in bytes.
    public var byteCount: Int
    /// When its content was last changed, in nanoseconds since 1970.
    public var modified: Int
    /// When anything about it was last changed, in nanoseconds since 1970; nobody can set it back.
    public var changed: Int
    /// Its number on its device.
    public var inode: UInt64
    /// The number of the device that holds it.
    public var device: UInt64
}
