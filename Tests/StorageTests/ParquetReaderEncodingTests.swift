@testable import Storage
import Testing

/// Encodings of single values and runs.
@Suite struct ParquetReaderEncodingTests {
    @Test func `runs and packed bits follow each other`() throws {
        // Three times 5; then 0 to 7 in three bits each, as Encodings.md shows them.
        let bytes: [UInt8] = [6, 5, 3, 0b1000_1000, 0b1100_0110, 0b1111_1010]
        var runs = try RunDecoder(
            CheckedBytes(ByteSlice(bytes)), 0..<bytes.count, bitWidth: 3)
        var values = [UInt32](repeating: 9, count: 20)
        #expect(try runs.fill(&values, count: 20) == 11)
        #expect(values.prefix(12) == [5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7, 9])
    }

    @Test(
        arguments: [
            [2], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80], [0xFE, 0xFF, 0xFF, 0xFF, 0x1F, 1],
        ] as [[UInt8]])
    func `a run that is cut or too long is a fault`(bytes: [UInt8]) throws {
        var runs = try RunDecoder(
            CheckedBytes(ByteSlice(bytes)), 0..<bytes.count, bitWidth: 3)
        var values = [UInt32](repeating: 0, count: 4)
        #expect(throws: PageFault.self) { try runs.fill(&values, count: 4) }
    }

    @Test(arguments: 1...64) func `bits of every width are read at every place`(width: Int) {
        let bytes = (0..<24).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ 17) }
        let page = CheckedBytes(ByteSlice(bytes))
        for bit in 0...(24 * 8 - width) {
            let expected = (0..<width).reduce(UInt64(0)) { value, index in
                let place = bit + index
                return value | UInt64(bytes[place / 8] >> UInt8(place % 8) & 1) << UInt64(index)
            }
            #expect(page.bits(at: bit, width: width) == expected)
        }
    }

    private func numbers(_ bytes: [UInt8]) throws -> (values: [Int64], end: Int) {
        let page = CheckedBytes(ByteSlice(bytes))
        var decoder = try DeltaDecoder(page, 0..<bytes.count)
        let end = try decoder.endPosition()
        var values: [Int64] = []
        while let value = try decoder.next() { values.append(value) }
        return (values, end)
    }

    @Test func `differences add up`() throws {
        let head: [UInt8] = [0x80, 1, 4]
        // The first example of Encodings.md: 1 to 5, all differences 1.
        let plain = try numbers(head + [5, 2, 2, 0, 0, 0, 0])
        #expect(plain.values == [1, 2, 3, 4, 5])
        #expect(plain.end == 10)
        // Its second: 7, 5, 3, 1, 2, 3, 4, 5; least difference -2, the others above it in two bits.
        let packed: [UInt8] = [
            8, 14, 3, 2, 0, 0, 0, 0b1100_0000, 0b0011_1111, 0, 0, 0, 0, 0, 0, 99,
        ]
        let mixed = try numbers(head + packed)
        #expect(mixed.values == [7, 5, 3, 1, 2, 3, 4, 5])
        #expect(mixed.end == head.count + packed.count - 1)
        #expect(try numbers(head + [0, 0]).values == [])
        #expect(try numbers(head + [1, 3]).values == [-2])
    }

    @Test(
        arguments: [
            [], [0, 1, 1, 0], [128, 1, 0, 1, 0], [128, 1, 3, 1, 0], [128, 1, 4],
            [128, 1, 4, 3, 2, 2], [128, 1, 4, 3, 2, 2, 65, 0, 0, 0],
            [128, 1, 4, 3, 2, 2, 9, 0, 0, 0, 1],
            [255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 4, 3, 2],
        ] as [[UInt8]])
    func `differences that are cut or impossible are a fault`(bytes: [UInt8]) {
        #expect(throws: PageFault.self) { try numbers(bytes) }
    }

    struct Decimal: Sendable {
        var bytes: [UInt8]
        var scale: Int
        var text: String
    }

    @Test(arguments: [
        Decimal(bytes: [], scale: 2, text: "0.00"), Decimal(bytes: [0], scale: 0, text: "0"),
        Decimal(bytes: [5], scale: 3, text: "0.005"),
        Decimal(bytes: [0xFF], scale: 1, text: "-0.1"),
        Decimal(bytes: [0x80], scale: 0, text: "-128"),
        Decimal(bytes: [0x00, 0xFF], scale: 2, text: "2.55"),
        Decimal(bytes: [1, 0, 0, 0, 0, 0, 0, 0, 0], scale: 4, text: "1844674407370955.1616"),
        Decimal(bytes: [12], scale: -3, text: "12000"),
    ])
    func `decimals are their digits`(_ each: Decimal) {
        #expect(DecimalText.make(ByteSlice(each.bytes), scale: each.scale) == each.text)
        let number = each.bytes.reduce(each.bytes.first ?? 0 >= 0x80 ? -1 : 0) {
            $0 &<< 8 | Int64($1)
        }
        guard each.bytes.count <= 8 else { return }
        #expect(DecimalText.make(number, scale: each.scale) == each.text)
    }

    @Test func `a decimal of absurd width is refused`() {
        let wide = ByteSlice([UInt8](repeating: 1, count: 1_000))
        #expect(DecimalText.make(wide, scale: 0) == nil)
        #expect(DecimalText.make(.min, scale: .max).utf8.count == 403)
    }

    @Test func `dates and times are written after ISO 8601`() {
        #expect(CalendarText.date(day: 0) == "1970-01-01")
        #expect(CalendarText.date(day: 11_016) == "2000-02-29")
        #expect(CalendarText.date(day: -719_528) == "0000-01-01")
        #expect(CalendarText.date(day: -719_529) == "-0001-12-31")
        #expect(CalendarText.date(day: Int(Int32.max)) == "5881580-07-11")
        #expect(CalendarText.time(-1, .milliseconds) == "23:59:59.999")
        #expect(
            CalendarText.timestamp(-1, .nanoseconds, isUTC: true)
                == "1969-12-31T23:59:59.999999999Z")
        #expect(CalendarText.timestamp(.min, .milliseconds, isUTC: false).hasPrefix("-292275055-"))
        #expect(
            CalendarText.timestamp(julianDay: 2_440_589, nanoseconds: 1)
                == "1970-01-02T00:00:00.000000001")
        #expect(!CalendarText.timestamp(julianDay: .max / 2, nanoseconds: .max).isEmpty)
    }

    @Test func `a gzip page may have several members, and may be a zlib stream`() throws {
        let member: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 75, 4, 0, 67, 190, 183, 232, 1, 0, 0, 0,
        ]
        let zlib: [UInt8] = [120, 156, 75, 4, 0, 0, 98, 0, 98]
        let decompressor = Decompressor(limit: 100)
        func inflate(_ bytes: [UInt8], _ count: Int) throws -> [UInt8] {
            try decompressor.decompress(ByteSlice(bytes), .gzip, count: count).bytes
        }
        #expect(try inflate(member + member, 2) == Array("aa".utf8))
        #expect(try inflate(zlib, 1) == Array("a".utf8))
        #expect(throws: PageFault.self) { try inflate(member, 2) }
        #expect(throws: PageFault.self) { try inflate(member + member, 1) }
        #expect(throws: PageFault.self) { try inflate(Array(member.dropLast()), 1) }
        #expect(throws: PageFault.self) { try inflate(member + [1], 1) }
    }
}
