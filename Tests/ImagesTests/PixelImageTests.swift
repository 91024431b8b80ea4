import Images
import Testing

@Suite struct PixelImageTests {
    private func noise(_ width: Int, _ height: Int) -> PixelImage {
        PixelImage(
            width: width, height: height,
            pixels: (0..<(width * height * 3)).map {
                UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13)
            })
    }

    @Test(arguments: [1, 2, 63, 64, 500]) func pngComesBack(width: Int) throws {
        let image = noise(width, 7)
        let bytes = image.png()
        #expect(try ImageDecoder.decode(bytes, limits: .unlimited) == image)
        #expect(image.png() == bytes)
    }

    @Test func pngHasNothingButPixels() {
        let bytes = noise(3, 3).png()
        let text = String(decoding: bytes, as: UTF8.self)
        for chunk in ["tIME", "tEXt", "gAMA", "sRGB", "pHYs"] { #expect(!text.contains(chunk)) }
    }

    @Test func theSameSizeIsTheSamePicture() {
        #expect(noise(9, 5).resized(width: 9, height: 5) == noise(9, 5))
    }

    @Test(arguments: [(1, 1), (7, 3), (64, 64), (100, 1)])
    func aFlatPictureStaysFlat(width: Int, height: Int) {
        let flat = PixelImage(
            width: 10, height: 20, pixels: (0..<200).flatMap { _ in [1, 128, 255] as [UInt8] })
        let resized = flat.resized(width: width, height: height)
        #expect(resized.width == width && resized.height == height)
        #expect(resized.pixels == (0..<(width * height)).flatMap { _ in [1, 128, 255] as [UInt8] })
    }

    struct Case {
        var filter = ResizeFilter.bilinear
        var row: [UInt8]
        var width: Int
        var gives: [UInt8]
    }

    // Pillow: Image.frombytes("L", (len(row), 1), row).resize((width, 1), filter)
    @Test(arguments: [
        Case(row: [0, 255], width: 4, gives: [0, 64, 191, 255]),
        Case(row: [0, 100, 200, 255], width: 2, gives: [71, 209]),
        Case(row: [10, 20, 30, 40, 50], width: 3, gives: [14, 30, 46]),
        Case(row: [7], width: 3, gives: [7, 7, 7]),
        Case(row: [0, 255, 0, 255, 0, 255, 0], width: 1, gives: [117]),
        Case(filter: .bicubic, row: [0, 255], width: 4, gives: [0, 53, 202, 255]),
        Case(filter: .bicubic, row: [0, 100, 200, 255], width: 2, gives: [60, 221]),
        Case(filter: .bicubic, row: [0, 255, 0, 255, 0, 255, 0], width: 1, gives: [115]),
        Case(
            filter: .bicubic, row: [0, 0, 255, 255, 0], width: 9,
            gives: [0, 0, 0, 110, 255, 255, 235, 70, 0]),
    ])
    func rowsAndColumnsResizeAsInPillow(_ each: Case) {
        let pixels = each.row.flatMap { [$0, $0, $0] }
        let expected = each.gives.flatMap { [$0, $0, $0] }
        let row = PixelImage(width: each.row.count, height: 1, pixels: pixels)
        #expect(row.resized(width: each.width, height: 1, filter: each.filter).pixels == expected)
        let column = PixelImage(width: 1, height: each.row.count, pixels: pixels)
        #expect(
            column.resized(width: 1, height: each.width, filter: each.filter).pixels == expected)
    }
}
