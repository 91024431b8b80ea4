extension ByteSlice {
    /// A whole number, lowest byte first; it need not be aligned.
    ///
    /// - Precondition: it lies in the slice.
    public func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int, as type: Value.Type = Value.self
    ) -> Value {
        precondition(offset >= 0 && offset <= count - MemoryLayout<Value>.size, "outside the slice")
        return unsafe withBytes {
            Value(littleEndian: unsafe $0.loadUnaligned(fromByteOffset: offset, as: Value.self))
        }
    }

    /// A whole number of 64 bits that is no longer than a length or a place can be, or nothing.
    func length(at offset: Int) -> Int? { Int(exactly: integer(at: offset, as: UInt64.self)) }

    /// Whether all bytes of a range are zero.
    func isZero(_ range: Range<Int>) -> Bool {
        unsafe self[range].withBytes { unsafe $0.allSatisfy { $0 == 0 } }
    }
}

extension [UInt8] {
    /// A whole number, lowest byte first; it need not be aligned.
    ///
    /// - Precondition: it lies in the array.
    @inlinable
    public func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int, as type: Value.Type = Value.self
    ) -> Value {
        precondition(offset >= 0 && offset <= count - MemoryLayout<Value>.size, "outside the array")
        return unsafe withUnsafeBytes {
            Value(littleEndian: unsafe $0.loadUnaligned(fromByteOffset: offset, as: Value.self))
        }
    }

    /// Adds a whole number, lowest byte first.
    public mutating func appendInteger(_ value: some FixedWidthInteger) {
        unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
    }
}
