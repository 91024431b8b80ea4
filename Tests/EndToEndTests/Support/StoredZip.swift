/// A zip of one file that is not compressed (APPNOTE.TXT 4.3).
enum StoredZip {
    /// The bytes of the zip.
    static func bytes(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let name = Array(name.utf8)
        let sum = checksum(content)
        // Version, flags, method, time, date; the checksum and both lengths.
        let facts =
            number(20, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0x21, 2)
            + number(sum, 4) + number(content.count, 4) + number(content.count, 4)
        let local =
            Array("PK\u{3}\u{4}".utf8) + facts + number(name.count, 2) + number(0, 2) + name
            + content
        let central =
            Array("PK\u{1}\u{2}".utf8) + number(20, 2) + facts + number(name.count, 2)
            + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
            + number(0, 4) + name
        let end =
            Array("PK\u{5}\u{6}".utf8) + number(0, 2) + number(0, 2) + number(1, 2) + number(1, 2)
            + number(central.count, 4) + number(local.count, 4) + number(0, 2)
        return local + central + end
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// CRC-32 as zip has it.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = .max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return Int(~sum)
    }
}
