/// A good file of a tar, and where its bytes lie.
public struct ArchiveEntry: Sendable, Hashable {
    /// Its name: a path of plain parts, byte for byte as the archive has them.
    public var nameBytes: [UInt8]
    /// Where its bytes begin.
    public var offset: Int
    /// How many it has.
    public var byteCount: Int

    /// The name as text; broken bytes are replaced.
    public var name: String { String(decoding: nameBytes, as: UTF8.self) }
}
