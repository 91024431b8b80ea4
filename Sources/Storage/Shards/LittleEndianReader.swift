/// Reads whole numbers from bytes, lowest byte first.
struct LittleEndianReader {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// The next number of `count` bytes. Eight bytes may give a negative number.
    mutating func next(_ count: Int) -> Int {
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[position + index]) << (8 * UInt64(index)) }
        position += count
        return Int(truncatingIfNeeded: value)
    }
}
