/// Makes PNG files of any kind, byte by byte, so that each field can be wrong.
struct PNGFixture {
    var width = 4
    var height = 3
    var depth: UInt8 = 8
    var colorType: UInt8 = 2
    var interlace: UInt8 = 0
    /// Bytes of the filtered rows; a filter byte 0 comes before each row.
    var rows: [[UInt8]] = []
    /// Chunks between the header and the pixels.
    var chunks: [(type: String, data: [UInt8])] = []
    var adlerError: UInt32 = 0

    var bytes: [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let header =
            PNGFixture.number(width) + PNGFixture.number(height)
            + [depth, colorType, 0, 0, interlace]
        file += PNGFixture.chunk("IHDR", header)
        for chunk in chunks { file += PNGFixture.chunk(chunk.type, chunk.data) }
        file += PNGFixture.chunk(
            "IDAT", PNGFixture.stored(rows.flatMap { [0] + $0 }, adlerError: adlerError))
        return file + PNGFixture.chunk("IEND", [])
    }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return number(data.count) + body + number(Int(crc(body)))
    }

    static func number(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    /// A zlib stream (RFC 1950) of stored blocks.
    static func stored(_ data: [UInt8], adlerError: UInt32 = 0) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let count = min(65535, data.count - start)
            let isLast: UInt8 = start + count == data.count ? 1 : 0
            let low = UInt8(count & 255)
            let high = UInt8(count >> 8)
            stream += [isLast, low, high, ~low, ~high] + data[start..<(start + count)]
            start += count
        } while start < data.count
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in data {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        return stream + number(Int((b << 16 | a) ^ adlerError))
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
