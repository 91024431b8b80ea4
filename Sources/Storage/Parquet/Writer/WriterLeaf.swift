/// A leaf of the schema of a file to be written: a column as it lies in the file.
struct WriterLeaf {
    /// The names from the root's child to the leaf.
    var path: [String]
    var type: PhysicalType
    /// Whether the bytes are UTF-8 text.
    var isText: Bool
    /// How many nodes of its path are optional or repeated.
    var maximumDefinition: Int
    /// How many nodes of its path are repeated.
    var maximumRepetition: Int

    /// Bytes, such as pictures: PLAIN, without a dictionary, never compressed.
    var isOpaque: Bool { type == .byteArray && !isText }
    /// Whether equal values are worth looking for.
    var allowsDictionary: Bool { !isOpaque && type != .boolean }
    /// Whether values have bounds that readers can use.
    var hasBounds: Bool { isText || type == .int32 || type == .int64 }
}
