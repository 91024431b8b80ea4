/// The compression of GIF: codes of growing length that name strings seen before.
struct LZWDecoder {
    private static let maximumCodes = 4096
    private let codeSize: Int
    private var prefixes = [Int16](repeating: -1, count: maximumCodes)
    private var lasts = [UInt8](repeating: 0, count: maximumCodes)
    private var lengths = [Int](repeating: 1, count: maximumCodes)

    /// A decoder of indexes with this many bits.
    init(codeSize: Int) throws(ImageFault) {
        guard (1...8).contains(codeSize) else {
            throw ImageFault(ImageFault.badHeader, "GIF codes of \(codeSize) bits")
        }
        self.codeSize = codeSize
        for code in 0..<(1 << codeSize) { lasts[code] = UInt8(code) }
    }

    /// The first `count` indexes.
    ///
    /// - Parameter blocks: blocks of up to 255 bytes, each after its length.
    /// - Throws: an `ImageFault` where the data end too early or name a string that is not there.
    mutating func decode(blocks: RawSpan, count: Int) throws(ImageFault) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        let clear = 1 << codeSize
        var (filled, next, bits) = (0, clear + 2, codeSize + 1)
        var previous = -1
        var (buffer, bitCount, place, blockEnd) = (0, 0, 0, 0)
        while filled < count {
            while bitCount < bits {
                if place == blockEnd {
                    guard place < blocks.byteCount, blocks[place] > 0 else { throw LZWDecoder.cut }
                    blockEnd = place + 1 + Int(blocks[place])
                    place += 1
                }
                guard place < blocks.byteCount else { throw LZWDecoder.cut }
                buffer |= Int(blocks[place]) << bitCount
                bitCount += 8
                place += 1
            }
            let code = buffer & ((1 << bits) - 1)
            buffer >>= bits
            bitCount -= bits
            if code == clear {
                (next, bits, previous) = (clear + 2, codeSize + 1, -1)
                continue
            }
            guard code != clear + 1 else { throw LZWDecoder.cut }
            guard code < clear || (previous >= 0 && code <= next && code < LZWDecoder.maximumCodes)
            else {
                throw ImageFault(
                    ImageFault.decodeWarning, "the GIF names a string that it has not made")
            }
            if previous >= 0, next < LZWDecoder.maximumCodes {
                prefixes[next] = Int16(previous)
                lengths[next] = lengths[previous] + 1
                // A code that is being made begins, and so ends, like the one before.
                lasts[next] = first(code == next ? previous : code)
                next += 1
                if next == 1 << bits, bits < 12 { bits += 1 }
            }
            filled = write(code, to: &result, at: filled)
            previous = code
        }
        return result
    }

    private func first(_ code: Int) -> UInt8 {
        var code = code
        while prefixes[code] >= 0, lengths[code] > 1 { code = Int(prefixes[code]) }
        return lasts[code]
    }

    /// Writes a string, as much of it as there is room for, from its end on.
    private func write(_ code: Int, to result: inout [UInt8], at start: Int) -> Int {
        var code = code
        let end = start + lengths[code]
        var place = end
        while place > start {
            place -= 1
            if place < result.count { result[place] = lasts[code] }
            code = Int(prefixes[code])
            if code < 0 { break }
        }
        return min(end, result.count)
    }

    private static var cut: ImageFault {
        ImageFault(ImageFault.truncated, "the GIF's pixels end too early")
    }
}
