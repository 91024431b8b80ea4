import Records
import Testing

@testable import Storage

@Suite struct ZlibDataTests {
    @Test(arguments: [0, 1, 1000, 200_000])
    func `what is compressed reads back`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let compressed = ZlibData.compressed(bytes)
        // A zlib header, whose 16 bits are a multiple of 31 (RFC 1950).
        #expect(compressed[0] == 0x78)
        #expect((Int(compressed[0]) * 256 + Int(compressed[1])).isMultiple(of: 31))
        let back = try Decompressor(limit: 1 << 20).decompress(
            ByteSlice(compressed), .gzip, count: count)
        #expect(back.bytes == bytes)
        #expect(count < 1000 || compressed.count < count / 4)
    }
}
