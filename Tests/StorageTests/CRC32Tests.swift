@testable import Storage
import Testing

@Suite struct CRC32Tests {
    private static let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 5) }

    /// CRC-32 bit by bit (ISO 3309).
    private static func slow(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    @Test func `the checksum of the usual nine digits is the one that all agree on`() {
        #expect(CRC32.make(ByteSlice(Array("123456789".utf8))) == 0xCBF4_3926)
        #expect(CRC32.make(ByteSlice([])) == 0)
    }

    // Around where wide products begin, and where their strides end.
    @Test(
        arguments: [
            1, 31, 128, 1023, 1024, 1025, 1055, 1056, 1151, 1152, 1153, 4095, 8192, 65_537, 69_990,
        ], [0, 1, 7])
    func `long runs of bytes have the checksum that a bitwise reckoning gives`(
        count: Int, start: Int
    ) {
        let range = start..<(start + count)
        let expected = Self.slow(Self.bytes[range])
        #expect(CRC32.make(ByteSlice(Self.bytes)[range]) == expected)
    }

    @Test(arguments: [0, 1, 1024, 5000, 30_000])
    func `two parts have the checksum of the whole`(first: Int) {
        let sum = Self.bytes[..<first].withUnsafeBytes { CRC32.extend(0, by: $0) }
        let whole = Self.bytes[first...].withUnsafeBytes { CRC32.extend(sum, by: $0) }
        #expect(whole == Self.slow(Self.bytes[...]))
    }
}
