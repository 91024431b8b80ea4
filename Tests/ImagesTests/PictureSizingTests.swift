import Foundation
import Images
import Records
import Storage
import Testing

@Suite("Pictures are brought to the size that the trainer sees")
struct PictureSizingTests {
    /// Sizes that the real functions answered.
    private func cases(_ name: String) throws -> [JSONValue] {
        let url = try #require(
            Bundle.module.url(forResource: "sizes", withExtension: "json", subdirectory: "Vectors")
        )
        let cases = try #require(try JSONReader.parse(file: url.path)[name]?.arrayValue)
        try #require(!cases.isEmpty)
        return cases
    }

    private func check(_ each: JSONValue, _ sizing: PictureSizing) throws {
        let size = sizing.size(
            width: try #require(each["w"]?.integerValue),
            height: try #require(each["h"]?.integerValue))
        let expected = try #require(each["expected"]?.arrayValue).map(\.integerValue)
        #expect([size?.width, size?.height] == expected, "\(each.serialized)")
    }

    @Test func `Qwen's rule is that of transformers`() throws {
        for each in try cases("qwen") {
            try check(
                each,
                .qwen(
                    factor: try #require(each["factor"]?.integerValue),
                    minimum: try #require(each["min_pixels"]?.integerValue),
                    maximum: try #require(each["max_pixels"]?.integerValue)))
        }
    }

    @Test func `EasyR1's rule is its own`() throws {
        for each in try cases("easyr1") {
            try check(
                each,
                .easyR1(
                    minimum: each["min_pixels"]?.integerValue,
                    maximum: each["max_pixels"]?.integerValue))
        }
    }

    @Test func `sides of very different lengths have no size under Qwen's rule`() {
        let rule = PictureSizing.qwen(factor: 28, minimum: 3136, maximum: 1_003_520)
        #expect(rule.size(width: 200, height: 1) != nil)
        #expect(rule.size(width: 201, height: 1) == nil)
    }

    @Test func `a side that would vanish is no size`() {
        #expect(
            PictureSizing.easyR1(minimum: nil, maximum: 100).size(width: 5000, height: 1) == nil)
    }

    @Test func `unchanged is unchanged`() throws {
        let size = try #require(PictureSizing.unchanged.size(width: 3, height: 5))
        #expect(size == (3, 5))
    }
}
