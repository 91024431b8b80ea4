/// Where collections go that outgrow memory.
public struct SpillSpace: Sendable {
    /// A folder for files without a name; made when it is first needed.
    public var folder: String
    /// About how many bytes each collection holds in memory.
    public var memoryLimit: Int

    /// What collections hold in memory unless told otherwise: 2 MiB, enough for some 20,000 rows.
    public static let usualMemoryLimit = 1 << 21

    /// A space in a folder.
    public init(folder: String, memoryLimit: Int = SpillSpace.usualMemoryLimit) {
        self.folder = folder
        self.memoryLimit = memoryLimit
    }

    /// How many elements of a stride fit into some bytes; at least one.
    @inlinable
    static func count(of stride: Int, in byteCount: Int) -> Int {
        max(1, byteCount / max(1, stride))
    }
}
