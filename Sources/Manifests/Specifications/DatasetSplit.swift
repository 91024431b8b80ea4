/// One split of a data set of files.
public struct DatasetSplit: Sendable, Hashable {
    /// The split's name, unique in its data set.
    public var name = ""
    /// The annotation files, relative to the data set's root.
    public var annotations: [String] = []
    /// The folder or the uncompressed tar that holds the pictures, relative to the root.
    public var images = "."
    /// The most rows that are read, in their order; nothing for all.
    public var limit: Int?

    /// A split without files.
    public init() {}
}
