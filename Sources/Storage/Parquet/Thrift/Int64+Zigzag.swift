extension Int64 {
    /// The number whose sign was put into the lowest bit: 0, -1, 1, -2 and so on.
    init(zigzag value: UInt64) {
        self = Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
}
