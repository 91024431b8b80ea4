import Storage

/// Reads whole numbers one after another, lowest byte first.
struct LittleEndian {
    private let bytes: [UInt8]
    private var position: Int

    /// A reader from a place on.
    init(_ bytes: [UInt8], from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// The next number.
    ///
    /// - Precondition: there is one.
    mutating func next<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type
    ) -> Number {
        defer { position += MemoryLayout<Number>.size }
        return bytes.integer(at: position, as: type)
    }
}
