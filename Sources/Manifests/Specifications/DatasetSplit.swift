/// One entry of `splits` of a data set of files: a split, or several that its rows are divided into.
public struct DatasetSplit: Sendable, Hashable {
    /// The entry's name, unique in its data set; the split's, unless it is divided.
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
    /// The splits that the rows are divided into; nothing for one split with the entry's name.
    public var divide: [SplitPart]?

    /// A split without files.
    public init() {}

    /// The names of the splits that it makes, in order.
    public var partNames: [String] { divide?.map(\.name) ?? [name] }
}
