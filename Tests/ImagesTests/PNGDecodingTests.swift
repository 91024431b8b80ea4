import Images
import Testing

@Suite struct PNGDecodingTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var file: PNGFixture
        /// Red, green and blue of the row.
        var pixels: [UInt8]
        var testDescription: String { name }
    }

    private static func row(
        _ name: String, width: Int, _ colorType: UInt8, _ depth: UInt8, _ row: [UInt8],
        _ chunks: [(type: String, data: [UInt8])] = [], gives pixels: [UInt8]
    ) -> Case {
        let file = PNGFixture(
            width: width, height: 1, depth: depth, colorType: colorType, rows: [row],
            chunks: chunks)
        return Case(name: name, file: file, pixels: pixels)
    }

    private static let palette: (type: String, data: [UInt8]) = ("PLTE", [1, 2, 3, 40, 50, 60])

    static let cases = [
        row("RGB", width: 2, 2, 8, [1, 2, 3, 4, 5, 6], gives: [1, 2, 3, 4, 5, 6]),
        row("grey", width: 2, 0, 8, [7, 200], gives: [7, 7, 7, 200, 200, 200]),
        row(
            "1 bit", width: 3, 0, 1, [0b0100_0000], gives: [0, 0, 0, 255, 255, 255, 0, 0, 0]),
        row("2 bits", width: 2, 0, 2, [0b0111_0000], gives: [85, 85, 85, 255, 255, 255]),
        row("4 bits", width: 2, 0, 4, [0x1F], gives: [17, 17, 17, 255, 255, 255]),
        row("16 bits", width: 1, 0, 16, [0x12, 0xFF], gives: [0x12, 0x12, 0x12]),
        row("RGB of 16 bits", width: 1, 2, 16, [1, 255, 2, 255, 3, 255], gives: [1, 2, 3]),
        row(
            "palette", width: 3, 3, 1, [0b0100_0000], [palette],
            gives: [1, 2, 3, 40, 50, 60, 1, 2, 3]),
        row(
            "palette with an alpha", width: 2, 3, 8, [0, 1], [palette, ("tRNS", [0])],
            gives: [255, 255, 255, 40, 50, 60]),
        row(
            "index beyond the palette", width: 2, 3, 8, [1, 9], [palette],
            gives: [40, 50, 60, 0, 0, 0]),
        row(
            "a colour that is clear", width: 2, 2, 8, [1, 2, 3, 4, 5, 6],
            [("tRNS", [0, 1, 0, 2, 0, 3])], gives: [255, 255, 255, 4, 5, 6]),
        row(
            "alpha", width: 3, 6, 8, [0, 0, 0, 0, 10, 20, 30, 255, 0, 100, 255, 128],
            gives: [255, 255, 255, 10, 20, 30, 127, 177, 255]),
        row("grey with alpha", width: 1, 4, 8, [0, 51], gives: [204, 204, 204]),
        row(
            "other chunks", width: 1, 2, 8, [1, 2, 3],
            [
                ("gAMA", [0, 0, 0, 1]), ("iCCP", Array("x\0\0garbage".utf8)),
                ("tEXt", Array("a\0b".utf8)), ("bKGD", [0, 9, 0, 9, 0, 9]), ("acTL", [0, 0]),
                ("prVt", [1]),
            ], gives: [1, 2, 3]),
    ]

    @Test(arguments: cases) func becomesRGB(_ each: Case) throws {
        let image = try ImageDecoder.decode(each.file.bytes, limits: .unlimited)
        #expect(image.width == each.file.width && image.height == 1)
        #expect(image.pixels == each.pixels)
    }

    @Test func interlacedIsRead() throws {
        // Adam7 of 2x2: the first pass has one pixel, the sixth one, the seventh the last row.
        let file = PNGFixture(
            width: 2, height: 2, colorType: 0, interlace: 1, rows: [[10], [20], [30, 40]])
        let image = try ImageDecoder.decode(file.bytes, limits: .unlimited)
        #expect(image.pixels == [10, 20, 30, 40].flatMap { [$0, $0, $0] })
    }

    private let whole = PNGFixture(rows: .init(repeating: .init(repeating: 9, count: 12), count: 3))

    private func reason(_ bytes: [UInt8]) -> String? {
        do throws(ImageFault) {
            _ = try ImageDecoder.decode(bytes, limits: .unlimited)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func everyCutIsAFault() {
        let bytes = whole.bytes
        #expect(reason(bytes) == nil)
        for count in 0..<bytes.count { #expect(reason(Array(bytes[..<count])) != nil) }
        for count in 33..<bytes.count {
            #expect(reason(Array(bytes[..<count])) == ImageFault.truncated)
        }
    }

    @Test func everyChangedByteIsAFault() {
        let bytes = whole.bytes
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x20
            #expect(reason(changed) != nil, "byte \(index)")
        }
    }

    @Test func whatZlibOnlyWarnsOfIsAFault() {
        var file = whole
        file.adlerError = 1
        #expect(reason(file.bytes) == ImageFault.badAdler32)
        file = whole
        file.rows.removeLast()
        #expect(reason(file.bytes) == ImageFault.decodeWarning)
        file = whole
        file.rows.append([1, 2, 3])
        #expect(reason(file.bytes) == ImageFault.decodeWarning)
        file = whole
        file.colorType = 3
        #expect(reason(file.bytes) == ImageFault.decodeWarning)
    }

    @Test(arguments: ["zTXt", "iCCP", "iTXt"]) func textThatInflatesTooFarIsAFault(type: String) {
        let start = Array((type == "iTXt" ? "k\0\u{1}\0\0\0" : "k\0\0").utf8)
        for (count, expected) in [(1 << 20, nil), ((1 << 20) + 1, ImageFault.metadataBomb)] {
            var file = whole
            let text = PNGFixture.stored([UInt8](repeating: 0, count: count))
            file.chunks = [(type, start + text)]
            #expect(reason(file.bytes) == expected)
        }
    }
}
