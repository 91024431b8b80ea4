/// The header of a tar entry: ustar (POSIX.1-1988), with a pax record before it (POSIX.1-2001) where
/// the name or the size does not fit. Owner 0, mode 644 and mtime 0, so that equal content gives
/// equal bytes.
struct TarHeader {
    /// The 512 bytes that were last made.
    private(set) var bytes: [UInt8]

    /// Bytes of a block; headers and contents are padded to it.
    static let blockSize = 512

    private static let nameSize = 100
    private static let sizeField = 124..<135
    private static let checksumField = 148..<156
    private static let typeField = 156
    private static let file = UInt8(ascii: "0")
    private static let extended = UInt8(ascii: "x")
    /// The most bytes that eleven octal digits tell.
    private static let largestSize = 1 << 33 - 1

    init() {
        bytes = [UInt8](repeating: 0, count: TarHeader.blockSize)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { bytes[offset + index] = byte }
        }
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put("00000000000", at: 136)
        put("ustar\u{0}00", at: 257)
    }

    /// How many bytes must follow content of a length, so that it fills blocks.
    static func padding(_ byteCount: Int) -> Int { -byteCount & (blockSize - 1) }

    /// Whether a pax record must go before the header.
    static func needsRecord(_ name: [UInt8], byteCount: Int) -> Bool {
        name.count > nameSize || byteCount > largestSize
    }

    /// Makes the header of a file. What does not fit is cut, or zero; a pax record says it then.
    mutating func describe(_ name: [UInt8], byteCount: Int) {
        set(name, byteCount <= TarHeader.largestSize ? byteCount : 0, type: TarHeader.file)
    }

    /// Makes the header of a pax record of a length, which goes before the file's own.
    mutating func describeRecord(byteCount: Int) {
        set(Array("PaxHeader".utf8), byteCount, type: TarHeader.extended)
    }

    /// The content of a pax record: the name and the size where they do not fit.
    static func record(_ name: [UInt8], byteCount: Int) -> [UInt8] {
        var record: [UInt8] = []
        if name.count > nameSize { record += line("path", name) }
        if byteCount > largestSize { record += line("size", Array(String(byteCount).utf8)) }
        return record
    }

    /// `LENGTH KEY=VALUE` and a line end, where the length counts its own digits.
    private static func line(_ key: String, _ value: [UInt8]) -> [UInt8] {
        let rest = Array(" \(key)=".utf8) + value + [UInt8(ascii: "\n")]
        var total = rest.count
        while String(total).utf8.count + rest.count != total {
            total = String(total).utf8.count + rest.count
        }
        return Array(String(total).utf8) + rest
    }

    private mutating func set(_ name: [UInt8], _ byteCount: Int, type: UInt8) {
        for index in 0..<TarHeader.nameSize { bytes[index] = index < name.count ? name[index] : 0 }
        bytes[TarHeader.typeField] = type
        setOctal(byteCount, TarHeader.sizeField)
        // The checksum is the sum of all bytes with its own field read as blanks.
        for index in TarHeader.checksumField { bytes[index] = UInt8(ascii: " ") }
        let sum = bytes.reduce(0) { $0 &+ Int($1) }
        let digits = TarHeader.checksumField.prefix(6)
        setOctal(sum, digits.startIndex..<digits.endIndex)
        bytes[TarHeader.checksumField.lowerBound + 6] = 0
    }

    private mutating func setOctal(_ value: Int, _ field: Range<Int>) {
        var rest = value
        for index in field.reversed() {
            bytes[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest & 7)
            rest >>= 3
        }
    }
}
