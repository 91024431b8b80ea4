import Testing

@testable import Records

@Suite struct Key128Tests {
    private static let digits = "00f1e2d3c4b5a6978899aabbccddeeff"

    @Test func `a key is its 32 digits`() throws {
        let key = try #require(Key128(hex: Key128Tests.digits))
        #expect(key == Key128(high: 0x00F1_E2D3_C4B5_A697, low: 0x8899_AABB_CCDD_EEFF))
        #expect(key.hex == Key128Tests.digits)
        #expect(Key128(hex: Key128.zero.hex) == .zero)
    }

    @Test(arguments: [
        "", "0", "00f1e2d3c4b5a6978899aabbccddeef", "00f1e2d3c4b5a6978899aabbccddeeff0",
        "g0f1e2d3c4b5a6978899aabbccddeeff", "+0f1e2d3c4b5a6978899aabbccddeeff",
        "00f1e2d3c4b5a697+899aabbccddeeff", "-0f1e2d3c4b5a6978899aabbccddeeff",
        " 0f1e2d3c4b5a6978899aabbccddeeff",
    ])
    func `a text that is not 32 digits is no key`(text: String) {
        #expect(Key128(hex: text) == nil)
    }
}
