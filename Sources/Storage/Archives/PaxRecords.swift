/// What a pax header says of the entry after it (POSIX.1-2001), as far as it matters here.
struct PaxRecords {
    /// The entry's name.
    var path: [UInt8]?
    /// What it links to.
    var linkPath: [UInt8]?
    /// How many bytes it has.
    var byteCount: Int?
    /// Whether it has holes.
    var isSparse = false

    /// Whether nothing is said.
    var isEmpty: Bool { path == nil && linkPath == nil && byteCount == nil && !isSparse }

    /// Reads records, each `LENGTH KEY=VALUE` and a line end, where the length counts itself.
    mutating func read(_ bytes: [UInt8]) throws(ArchiveFault) {
        var rest = bytes[...]
        while let first = rest.first, first != 0 {
            guard let blank = rest.firstIndex(of: 0x20),
                let length = TarNumber.decimal(rest[rest.startIndex..<blank]),
                length <= rest.count, length > blank - rest.startIndex + 1
            else { throw ArchiveFault(.badHeader, "a pax record of a wrong length") }
            let end = rest.startIndex + length
            guard rest[end - 1] == 0x0A,
                let equals = rest[blank..<end].firstIndex(of: UInt8(ascii: "="))
            else {
                throw ArchiveFault(.badHeader, "a pax record without `=` or without a line end")
            }
            try set(rest[(blank + 1)..<equals], rest[(equals + 1)..<(end - 1)])
            rest = rest[end...]
        }
    }

    private mutating func set(
        _ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>
    ) throws(ArchiveFault) {
        if key.elementsEqual("path".utf8) {
            path = Array(value)
        } else if key.elementsEqual("linkpath".utf8) {
            linkPath = Array(value)
        } else if key.elementsEqual("size".utf8) {
            guard let count = TarNumber.decimal(value) else {
                throw ArchiveFault(.badHeader, "a pax record with a size that is no number")
            }
            byteCount = count
        } else if key.starts(with: "GNU.sparse.".utf8) {
            isSparse = true
        }
    }
}
