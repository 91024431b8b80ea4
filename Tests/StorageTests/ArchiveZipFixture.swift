/// Zips made byte by byte, so that they can be wrong.
struct ArchiveZipFixture {
    /// What an entry says, twice.
    struct Entry {
        var name: [UInt8]
        var content: [UInt8]
        var method: UInt16 = 0
        var flags: UInt16 = 0
        var packed: [UInt8]
        var byteCount: Int
        var checksum: UInt32
        var attributes: UInt32 = 0
        var system: UInt8 = 3
        var localName: [UInt8]
        var offset: Int?

        init(_ name: String, _ content: String, _ change: (inout Entry) -> Void = { _ in }) {
            self.name = Array(name.utf8)
            self.content = Array(content.utf8)
            packed = self.content
            byteCount = self.content.count
            checksum = ArchiveZipFixture.checksum(self.content)
            localName = self.name
            change(&self)
        }
    }

    /// The archive of entries.
    ///
    /// - Parameter end: changes the record at the end.
    static func bytes(
        _ entries: [Entry], prefix: String = "", comment: String = "",
        end change: (inout [UInt8]) -> Void = { _ in }
    ) -> [UInt8] {
        var bytes = Array(prefix.utf8)
        var directory: [UInt8] = []
        for entry in entries {
            var facts = short(entry.flags) + short(entry.method) + word(0) + word(entry.checksum)
            facts += word(UInt32(entry.packed.count)) + word(UInt32(entry.byteCount))
            let offset = entry.offset ?? bytes.count - prefix.utf8.count
            bytes += word(0x0403_4B50) + short(20) + facts + short(UInt16(entry.localName.count))
            bytes += short(0) + entry.localName + entry.packed
            directory += word(0x0201_4B50)
            directory += [20, entry.system] + short(20) + facts
            directory += short(UInt16(entry.name.count)) + [UInt8](repeating: 0, count: 8)
            directory += word(entry.attributes) + word(UInt32(offset)) + entry.name
        }
        let start = bytes.count - prefix.utf8.count
        var end = word(0x0605_4B50) + short(0) + short(0) + short(UInt16(entries.count))
        end += short(UInt16(entries.count)) + word(UInt32(directory.count)) + word(UInt32(start))
        end += short(UInt16(comment.utf8.count))
        change(&end)
        return bytes + directory + end + Array(comment.utf8)
    }

    /// The CRC-32 of bytes (ISO 3309).
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    /// Bytes deflated without making them fewer (RFC 1951, 3.2.4).
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        [1] + short(UInt16(bytes.count)) + short(~UInt16(bytes.count)) + bytes
    }

    /// So many times 258 zero bytes and one more, deflated to 13 bits for 258 (RFC 1951, 3.2.6).
    static func zeros(_ count: Int) -> [UInt8] {
        var bits: [UInt8] = [1, 1, 0]
        func code(_ value: Int, _ length: Int) -> [UInt8] {
            (0..<length).reversed().map { UInt8(value >> $0 & 1) }
        }
        bits += code(0x30, 8)
        let repeated = code(0b1100_0101, 8) + code(0, 5)
        for _ in 0..<count { bits += repeated }
        bits += code(0, 7)
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (place, bit) in bits.enumerated() { bytes[place / 8] |= bit << UInt8(place % 8) }
        return bytes
    }

    /// A gzip file of deflated bytes.
    static func gzip(_ deflated: [UInt8], of bytes: [UInt8]) -> [UInt8] {
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        return head + deflated + word(checksum(bytes))
            + word(UInt32(truncatingIfNeeded: bytes.count))
    }

    static func short(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    static func word(_ value: UInt32) -> [UInt8] {
        short(UInt16(value & 0xFFFF)) + short(UInt16(value >> 16))
    }
}
