import Images
import Testing

@Suite struct JPEGDecodingTests {
    private func decode(_ file: JPEGFixture) throws(ImageFault) -> PixelImage {
        try ImageDecoder.decode(file.bytes, limits: .unlimited)
    }

    @Test(arguments: [1, 3]) func becomesRGB(components: Int) throws {
        let image = try decode(JPEGFixture(width: 19, height: 9, components: components))
        #expect(image.width == 19 && image.height == 9)
        #expect(image.pixels == [UInt8](repeating: 128, count: 19 * 9 * 3))
    }

    @Test func `CMYK is taken as inverted`() throws {
        // Every sample is 128: half of the ink of a colour and half of the black.
        let image = try decode(JPEGFixture(width: 9, height: 9, components: 4))
        #expect(image.pixels == [UInt8](repeating: 64, count: 9 * 9 * 3))
    }

    @Test func aCutIsTruncated() {
        let file = JPEGFixture(width: 400, height: 400, missing: 100)
        let fault = #expect(throws: ImageFault.self) { try decode(file) }
        #expect(fault?.reason == ImageFault.truncated)
    }

    @Test func whatLibjpegOnlyWarnsOfIsAFault() {
        var bytes = JPEGFixture(width: 400, height: 400).bytes
        // An end marker in the middle of the pixels.
        bytes[bytes.count - 100] = 0xFF
        bytes[bytes.count - 99] = 0xD9
        #expect(throws: ImageFault.self) {
            try ImageDecoder.decode(bytes, limits: .unlimited)
        }
    }

    @Test func noChangedByteCrashes() {
        let bytes = JPEGFixture(components: 3).bytes
        var refused = 0
        for index in bytes.indices {
            for value in [0, 1, 0x7F, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = value
                do {
                    let image = try ImageDecoder.decode(changed, limits: ImageLimits(minSide: 1))
                    #expect(image.pixels.count == image.width * image.height * 3)
                } catch {
                    refused += 1
                }
            }
        }
        #expect(refused > 0)
    }
}
