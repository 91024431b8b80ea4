/// Decodes runs and packed bits: RLE of parquet-format's Encodings.md.
struct RunDecoder {
    private let bytes: CheckedBytes
    private let bitWidth: Int
    private let end: Int
    private var position: Int
    /// What is left of a run of one value.
    private var repeated = 0
    private var value: UInt32 = 0
    /// What is left of packed values, and the bit the next one starts at.
    private var packed = 0
    private var bit = 0

    /// - Precondition: the range lies in the page.
    init(_ bytes: CheckedBytes, _ range: Range<Int>, bitWidth: Int) throws(PageFault) {
        guard bitWidth <= 32 else { throw PageFault("\(bitWidth) bits for a place or a level") }
        self.bytes = bytes
        self.bitWidth = bitWidth
        position = range.lowerBound
        end = range.upperBound
    }

    /// Decodes up to `count` values, fewer only where there are no more.
    mutating func fill<Number: FixedWidthInteger & UnsignedInteger>(
        _ target: inout [Number], count: Int
    ) throws(PageFault) -> Int {
        guard bitWidth > 0 else {
            for index in 0..<count { target[index] = 0 }
            return count
        }
        var done = 0
        while done < count {
            if repeated > 0 {
                let length = min(repeated, count - done)
                let number = Number(truncatingIfNeeded: value)
                for index in done..<(done + length) { target[index] = number }
                repeated -= length
                done += length
            } else if packed > 0 {
                let length = min(packed, count - done)
                unpack(length, into: &target, at: done)
                packed -= length
                done += length
            } else if position < end {
                try startRun()
            } else {
                break
            }
        }
        return done
    }

    private mutating func unpack<Number: FixedWidthInteger & UnsignedInteger>(
        _ length: Int, into target: inout [Number], at start: Int
    ) {
        for index in start..<(start + length) {
            target[index] = Number(truncatingIfNeeded: bytes.bits(at: bit, width: bitWidth))
            bit += bitWidth
        }
    }

    private mutating func startRun() throws(PageFault) {
        let head = try bytes.varint(&position, end: end)
        let size = head >> 1
        if head & 1 == 0 {
            let width = (bitWidth + 7) / 8
            guard size <= UInt64(Int32.max), position + width <= end else {
                throw PageFault("a run of \(size) values is cut or too long")
            }
            value = 0
            for index in 0..<width {
                value |= UInt32(bytes[position + index]) << UInt32(index * 8)
            }
            position += width
            repeated = Int(size)
        } else {
            guard size <= UInt64(Int32.max) else {
                throw PageFault("\(size) groups of packed values")
            }
            // The last group of a page may lack the bytes that only pad it.
            let byteCount = min(Int(size) * bitWidth, end - position)
            bit = position * 8
            packed = min(Int(size) * 8, byteCount * 8 / bitWidth)
            position += byteCount
        }
    }
}
