/// A file that was read.
public struct FolderFile: Sendable {
    /// Its bytes.
    public var bytes: ByteSlice
    /// What the system said of it once they were read.
    public var status: FileStatus
}
