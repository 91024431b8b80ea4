import Testing

@testable import Storage

/// The pieces that pages are made of.
@Suite struct ParquetWriterEncodingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var what: String
        var values: [UInt32]
        var width: Int
        var bytes: [UInt8]
        var testDescription: String { what }
    }

    /// The first is the example of parquet-format's Encodings.md.
    @Test(arguments: [
        Case(what: "0 to 7", values: Array(0...7), width: 3, bytes: [0x03, 0x88, 0xC6, 0xFA]),
        Case(what: "nothing", values: [], width: 3, bytes: []),
        Case(
            what: "a run", values: [UInt32](repeating: 5, count: 200), width: 3,
            bytes: [0x90, 0x03, 0x05]),
        Case(
            what: "a run of two bytes", values: [UInt32](repeating: 300, count: 8), width: 9,
            bytes: [0x10, 0x2C, 0x01]),
        Case(what: "a short run", values: [1, 1, 1, 1, 1, 1, 1], width: 1, bytes: [0x03, 0x7F]),
        // The run lends the first group what it lacks.
        Case(
            what: "a value, then a run", values: [0] + [UInt32](repeating: 1, count: 15), width: 1,
            bytes: [0x03, 0xFE, 0x10, 0x01]),
        Case(
            what: "a run, then a value", values: [UInt32](repeating: 1, count: 8) + [0, 1],
            width: 1, bytes: [0x10, 0x01, 0x03, 0x02]),
    ])
    func `runs and packed values are as the format has them`(case: Case) {
        var bytes: [UInt8] = [0xEE]
        HybridEncoder.append(`case`.values, width: `case`.width, to: &bytes)
        #expect(bytes == [0xEE] + `case`.bytes)
    }

    @Test func `a dictionary keeps each value once, in the order of first use`() {
        var dictionary = ByteDictionary()
        let words = (0..<5000).map { Array("\($0 * $0 % 1237)".utf8) }
        var order: [[UInt8]] = []
        for word in words {
            let index = dictionary.index(of: word[...])
            if index == order.count { order.append(word) }
            #expect(order[index] == word)
        }
        #expect(dictionary.count == Set(words).count)
        #expect(dictionary.bytes == order.flatMap(\.self))
        #expect((0..<dictionary.count).allSatisfy { Array(dictionary[$0]) == order[$0] })
    }

    @Test func `bounds are in the order of the type`() {
        var numbers = ValueBounds()
        for value: Int64 in [3, -2, 7] { numbers.add(value) }
        #expect(numbers.encoded(as: .int32)?.minimum == [0xFE, 0xFF, 0xFF, 0xFF])
        #expect(numbers.encoded(as: .int32)?.maximum == [7, 0, 0, 0])
        #expect(numbers.encoded(as: .int64)?.maximum.count == 8)

        var texts = ValueBounds()
        // Bytes are compared without a sign: é comes behind z.
        for text in ["z", "\u{E9}", "zz"] { texts.add(Array(text.utf8)[...]) }
        #expect(texts.encoded(as: .byteArray)?.minimum == Array("z".utf8))
        #expect(texts.encoded(as: .byteArray)?.maximum == Array("\u{E9}".utf8))
        #expect(!texts.isUnknown)
        texts.add([UInt8](repeating: 0x61, count: 65)[...])
        #expect(texts.isUnknown)
    }
}
