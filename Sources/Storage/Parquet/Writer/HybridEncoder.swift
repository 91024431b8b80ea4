/// Parquet's RLE/bit-packing hybrid: runs of one value, and groups of eight packed values.
enum HybridEncoder {
    /// Appends values of at most `width` bits. The last group is filled up with zeros.
    ///
    /// - Precondition: `width` is in `1...32`, and no value has more bits.
    static func append<Value: FixedWidthInteger & UnsignedInteger>(
        _ values: [Value], width: Int, to bytes: inout [UInt8]
    ) {
        // Values from `start` to `next` wait to be packed.
        var start = 0
        var next = 0
        while next < values.count {
            var end = next + 1
            while end < values.count && values[end] == values[next] { end += 1 }
            // Packed values come in groups of eight; the run lends what the last group lacks.
            let lent = (8 - (next - start) % 8) % 8
            if end - next >= lent + 8 {
                pack(values[start..<next + lent], width: width, to: &bytes)
                varint(UInt(end - next - lent) << 1, to: &bytes)
                var rest = UInt64(values[next])
                for _ in 0..<(width + 7) / 8 {
                    bytes.append(UInt8(truncatingIfNeeded: rest))
                    rest >>= 8
                }
                start = end
            }
            next = end
        }
        pack(values[start...], width: width, to: &bytes)
    }

    private static func pack<Value: FixedWidthInteger & UnsignedInteger>(
        _ values: ArraySlice<Value>, width: Int, to bytes: inout [UInt8]
    ) {
        if values.isEmpty { return }
        let groups = (values.count + 7) / 8
        varint(UInt(groups) << 1 | 1, to: &bytes)
        var bits: UInt64 = 0
        var count = 0
        func put(_ value: UInt64) {
            bits |= value << UInt64(count)
            count += width
            while count >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
                count -= 8
            }
        }
        for value in values { put(UInt64(value)) }
        for _ in values.count..<groups * 8 { put(0) }
    }

    private static func varint(_ value: UInt, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

extension UnsignedInteger where Self: FixedWidthInteger {
    /// How many bits a value up to this one takes.
    var bitCount: Int { Self.bitWidth - leadingZeroBitCount }
}
