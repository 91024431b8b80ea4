/// The extra fields of a zip's entries, as far as they matter: ZIP64 sizes.
enum ZipExtra {
    private static let wide: UInt16 = 0x0001
    private static let isElsewhere = 0xFFFF_FFFF

    /// Takes the sizes and the offset that do not fit an entry from its extra field.
    ///
    /// - Throws: `bad_header` where they are not there, or larger than a length can be.
    static func widen(_ entry: inout ZipEntry, _ extra: ByteSlice) throws(ArchiveFault) {
        let isWide =
            entry.byteCount == isElsewhere || entry.packedByteCount == isElsewhere
            || entry.offset == isElsewhere
        guard isWide else { return }
        guard let field = field(wide, in: extra) else {
            throw ArchiveFault(.badHeader, "an entry without its ZIP64 sizes")
        }
        var position = 0
        func next() throws(ArchiveFault) -> Int {
            guard position <= field.count - 8, let value = field.length(at: position) else {
                throw ArchiveFault(.badHeader, "an entry with ZIP64 sizes that make no sense")
            }
            position += 8
            return value
        }
        if entry.byteCount == isElsewhere { entry.byteCount = try next() }
        if entry.packedByteCount == isElsewhere { entry.packedByteCount = try next() }
        if entry.offset == isElsewhere { entry.offset = try next() }
    }

    private static func field(_ id: UInt16, in extra: ByteSlice) -> ByteSlice? {
        var position = 0
        while position <= extra.count - 4 {
            let end = position + 4 + Int(extra.short(at: position + 2))
            guard end <= extra.count else { return nil }
            if extra.short(at: position) == id { return extra[(position + 4)..<end] }
            position = end
        }
        return nil
    }
}

extension ByteSlice {
    /// A number of 16 bits, lowest byte first.
    func short(at offset: Int) -> UInt16 { integer(at: offset) }
    /// A number of 32 bits, lowest byte first.
    func word(at offset: Int) -> UInt32 { integer(at: offset) }
}
