/// The bytes of a page or a footer, with loads for those who have checked that the bytes are there.
@safe struct CheckedBytes {
    let slice: ByteSlice
    private let memory: UnsafeRawBufferPointer

    init(_ slice: ByteSlice) {
        self.slice = slice
        // The slice, kept beside it, keeps the memory.
        unsafe memory = slice.withBytes { unsafe $0 }
    }

    var count: Int { slice.count }

    subscript(offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < slice.count, "outside the bytes")
        return unsafe memory[offset]
    }

    /// A number, lowest byte first.
    func load<Number: FixedWidthInteger & BitwiseCopyable>(
        _ offset: Int, as type: Number.Type = Number.self
    ) -> Number {
        precondition(
            offset >= 0 && offset <= slice.count - MemoryLayout<Number>.size, "outside the bytes")
        return unsafe Number(
            littleEndian: memory.loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// A number of `width` bits, at most 64, from a bit on, lowest first. Bits behind the end are 0.
    func bits(at bit: Int, width: Int) -> UInt64 {
        guard width > 0 else { return 0 }
        let byte = bit >> 3
        let shift = UInt64(bit & 7)
        let mask = UInt64.max >> UInt64(64 - width)
        var low: UInt64 = 0
        if byte + 8 <= slice.count {
            low = load(byte, as: UInt64.self)
        } else {
            for index in byte..<max(byte, slice.count) {
                low |= UInt64(self[index]) << UInt64((index - byte) * 8)
            }
        }
        low >>= shift
        if Int(shift) + width > 64, byte + 8 < slice.count {
            low |= UInt64(self[byte + 8]) << (64 - shift)
        }
        return low & mask
    }

    /// A number in groups of seven bits, lowest first, before `end`; moves `position` behind it.
    func varint(_ position: inout Int, end: Int) throws(PageFault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < end else { throw PageFault("it ends inside a number") }
            let next = self[position]
            position += 1
            guard shift < 63 || next <= 1 else { break }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
        }
        throw PageFault("a number has more than 64 bits")
    }

    /// The bytes behind a length of four bytes.
    func prefixed(at start: Int) throws(PageFault) -> Range<Int> {
        guard count - start >= 4 else { throw PageFault("it is cut") }
        let length = Int(load(start, as: UInt32.self))
        guard length <= count - start - 4 else {
            throw PageFault("\(length) bytes where \(count - start - 4) are left")
        }
        return (start + 4)..<(start + 4 + length)
    }
}
