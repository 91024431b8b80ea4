import Testing

@testable import Ingest

@Suite struct PlainRunTests {
    private func run(_ bytes: [UInt8]) -> PlainRun {
        var word: UInt64 = 0
        for (place, byte) in bytes.enumerated() { word |= UInt64(byte) << UInt64(8 * place) }
        return PlainRun(UInt64(littleEndian: word))
    }

    private static let notable = Set((0..<0x20).map { UInt8($0) } + Array(0x7F...0xFF))
        .union(Array("<[\\wW".utf8))
    /// What shares its lowest five bits with one of those. It ends a run too, and is then found plain.
    private static let similar = Set(Array(";{|7".utf8))

    @Test func `a run ends at the first byte that may mean more than itself`() {
        for byte in UInt8.min...UInt8.max {
            for place in 0..<8 {
                for filler in Array("a !~@^_vVxX=>]}".utf8) {
                    var bytes = [UInt8](repeating: filler, count: 8)
                    bytes[place] = byte
                    let found = run(bytes)
                    let ends = Self.notable.union(Self.similar).contains(byte)
                    let end = ends ? place : 8
                    #expect(found.count == end)
                    #expect(found.visibleCount == bytes[..<end].count { $0 != 0x20 })
                }
            }
        }
    }

    @Test func `of two such bytes the first counts`() {
        for first in Self.notable {
            for second in Self.notable.union([0x20, 0x21, 0x3D, 0x5D, 0x78]) {
                var bytes = Array(" a b c d".utf8)
                (bytes[3], bytes[4]) = (first, second)
                let found = run(bytes)
                #expect(found.count == 3 && found.visibleCount == 1)
            }
        }
    }
}
