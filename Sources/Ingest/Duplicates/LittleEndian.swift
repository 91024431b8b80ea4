/// Reads whole numbers, lowest byte first.
struct LittleEndian {
    private let bytes: [UInt8]
    private var position: Int

    /// A reader from a place on.
    init(_ bytes: [UInt8], from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// The next number.
    mutating func next<Number: FixedWidthInteger & UnsignedInteger>(
        _: Number.Type
    ) -> Number {
        var value: Number = 0
        for index in 0..<(Number.bitWidth / 8) {
            value |= Number(bytes[position + index]) << Number(8 * index)
        }
        position += Number.bitWidth / 8
        return value
    }
}
