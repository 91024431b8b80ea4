import Records

/// What stands for a question's id in an index: ids are told apart by their keys alone.
extension Key128 {
    /// Bytes of a key in a file.
    static let byteCount = 16

    /// The key of an id: of its UTF-8 bytes.
    init(id: String) { self.init(SHA256.digest(of: id)) }

    /// The key at a place of an index.
    init(_ bytes: ByteSlice, at offset: Int) {
        self.init(high: bytes.integer(at: offset), low: bytes.integer(at: offset + 8))
    }

    /// Adds the key to an index.
    func append(to bytes: inout [UInt8]) {
        bytes.appendInteger(high)
        bytes.appendInteger(low)
    }
}
