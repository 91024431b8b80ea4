import Testing

@testable import Images

@Suite struct JPEGCodeCacheTests {
    /// A segment with one table of one code, of two bits, with this value.
    private static func segment(_ value: UInt8) -> [UInt8] {
        [0x10, 0, 1] + [UInt8](repeating: 0, count: 14) + [value]
    }

    private static func isSame(_ left: JPEGCodes, _ right: JPEGCodes) -> Bool {
        left.lookup.map(\.raw) == right.lookup.map(\.raw)
            && left.runs.map(\.raw) == right.runs.map(\.raw)
    }

    @Test func `codes are those of their own segments, however many are asked for`() throws {
        // Numbers of 1 to 10 bits after no zero or one: more segments than are kept.
        var values: [UInt8] = []
        for zeros in [0, 1] { for size in 1...10 { values.append(UInt8(zeros << 4 | size)) } }
        for value in values + values.reversed() + values {
            let segment = JPEGCodeCacheTests.segment(value)
            let found = try #require(JPEGCodeCache.codes(of: [segment], for: 1 << 20))
            var made = JPEGCodes()
            let isAdded = made.add(segment.span.bytes)
            #expect(isAdded)
            made.prepareRuns()
            #expect(JPEGCodeCacheTests.isSame(found, made), "\(value)")
        }
    }

    @Test func `where few bytes come, codes are not looked up together`() throws {
        // Nobody else asks for two such segments.
        let segments = [JPEGCodeCacheTests.segment(0x21), JPEGCodeCacheTests.segment(0x31)]
        let few = try #require(JPEGCodeCache.codes(of: segments, for: 100))
        #expect(few.runs.allSatisfy { $0.raw == 0 })
        let many = try #require(JPEGCodeCache.codes(of: segments, for: 1 << 20))
        #expect(many.runs.contains { $0.raw != 0 })
    }

    @Test func `segments that are not whole make no codes, even if both together are`() {
        let segment = JPEGCodeCacheTests.segment(0x01)
        #expect(JPEGCodeCache.codes(of: [segment], for: 1 << 20) != nil)
        let parts = [Array(segment[..<10]), Array(segment[10...])]
        #expect(JPEGCodeCache.codes(of: parts, for: 1 << 20) == nil)
    }
}
