/// One split of a data set of files.
public struct DatasetSplit: Sendable, Hashable {
    /// The split's name, unique in its data set.
    public var name = ""
    /// The annotation files, relative to the data set's root; `*`, `?` and `**` stand for many.
    public var annotations: [String] = []
    /// The folder or the archive that holds the pictures, relative to the root.
    public var images = "."
    /// An archive that holds the annotations too, relative to the root; they are then named by their
    /// paths inside it.
    public var archive: String?
    /// The most rows that are read, in their order; nothing for all.
    public var limit: Int?

    /// A split without files.
    public init() {}
}
