import Images
import Testing

@Suite struct JPEGInspectionTests {
    private func report(
        _ bytes: [UInt8], _ tier: PictureTier = .entropy, limits: ImageLimits = ImageLimits()
    ) throws(ImageFault) -> PictureReport {
        try PictureInspector.inspect(
            bytes, name: nil, rules: PictureRules(tier: tier, limits: limits))
    }

    private func reason(_ bytes: [UInt8], _ tier: PictureTier = .entropy) -> String? {
        do throws(ImageFault) {
            _ = try report(bytes, tier)
            return nil
        } catch {
            return error.reason
        }
    }

    struct Case: CustomTestStringConvertible {
        var name: String
        var file: JPEGFixture
        var testDescription: String { name }
    }

    static let whole = [
        Case(name: "grey", file: JPEGFixture(width: 99, height: 41)),
        Case(name: "colour", file: JPEGFixture(width: 99, height: 41, components: 3)),
        Case(
            name: "4:2:0",
            file: JPEGFixture(width: 99, height: 41, components: 3, sampling: (2, 2))),
        Case(
            name: "4:2:2 with restarts",
            file: JPEGFixture(
                width: 199, height: 141, components: 3, sampling: (2, 1), restartInterval: 3)),
        Case(
            name: "grey of factors without a meaning",
            file: JPEGFixture(width: 99, height: 41, sampling: (2, 2), restartInterval: 1)),
    ]

    @Test(arguments: whole, PictureTier.allCases)
    func `what libjpeg decodes is taken`(_ each: Case, tier: PictureTier) throws {
        let report = try report(each.file.bytes, tier)
        #expect(report.replacement == nil)
        #expect(report.notes.contains(.degenerate) == (tier != .header))
        _ = try ImageDecoder.decode(each.file.bytes, limits: .unlimited)
    }

    @Test(arguments: whole) func `a cut is truncated in every tier`(_ each: Case) {
        var file = each.file
        file.missing = 4
        for tier in PictureTier.allCases {
            #expect(reason(file.bytes, tier) == ImageFault.truncated)
        }
    }

    @Test(arguments: whole) func `a cut with an end mark is found by the entropy tier`(_ each: Case)
    {
        var file = each.file
        file.missing = 4
        let bytes = file.bytes + [0xFF, 0xD9]
        #expect(reason(bytes, .header) == nil)
        #expect(reason(bytes, .entropy) == ImageFault.decodeWarning)
        #expect(reason(bytes, .full) == ImageFault.decodeWarning)
    }

    @Test func `a wrong restart marker is found`() {
        let file = JPEGFixture(width: 64, height: 64, restartInterval: 2).bytes
        let places = file.indices.dropFirst().filter { file[$0] == 0xD1 && file[$0 - 1] == 0xFF }
        #expect(places.count == 4)
        for place in places {
            var changed = file
            changed[place] = 0xD3
            #expect(reason(changed) == ImageFault.decodeWarning)
        }
    }

    @Test func `many bytes before the end mark are found, as libjpeg does`() throws {
        var file = JPEGFixture(width: 64, height: 64)
        file.surplus = [UInt8](repeating: 0, count: 40)
        #expect(reason(file.bytes) == ImageFault.decodeWarning)
    }

    /// libjpeg passes over a code that does not exist.
    @Test func `a code that is not in the tables is found`() throws {
        var bytes = JPEGFixture(width: 400, height: 400).bytes
        // All codes are the bit 0.
        bytes[bytes.count - 200] = 0x55
        #expect(reason(bytes) == ImageFault.decodeWarning)
    }

    @Test func `brightness beyond 8 bits is found`() throws {
        let picture = try Drawing.picture(3, width: 64, height: 64).jpeg()
        #expect(reason(picture) == nil)
        // A first code that always means a difference of 11 bits, and bits that are all ones.
        var file: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
        file += [0xFF, 0xC0, 0, 11, 8, 0, 32, 0, 32, 1, 1, 0x11, 0]
        file += [0xFF, 0xC4, 0, 20, 0x00, 1] + [UInt8](repeating: 0, count: 15) + [11]
        file += [0xFF, 0xC4, 0, 20, 0x10, 1] + [UInt8](repeating: 0, count: 15) + [0]
        file += [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
        // 16 blocks of 0, eleven ones, 0: each is 2047 brighter than the one before.
        let bits = [[Int]](repeating: [0] + [Int](repeating: 1, count: 11) + [0], count: 16).flatMap
        { $0 }
        for start in stride(from: 0, to: bits.count, by: 8) {
            let byte = (0..<8).reduce(0) {
                $0 << 1 | (start + $1 < bits.count ? bits[start + $1] : 1)
            }
            file += byte == 0xFF ? [0xFF, 0] : [UInt8(byte)]
        }
        #expect(reason(file + [0xFF, 0xD9]) == ImageFault.decodeWarning)
    }

    @Test func `bytes after the end are noted, and a mark in them is no end`() throws {
        let file = JPEGFixture(width: 64, height: 64).bytes
        let trailing = try report(file + [1, 2, 0xFF, 0xD9])
        #expect(trailing.notes == [.convertToRGB, .trailingData, .degenerate])
        #expect(trailing.replacement == nil)
    }

    @Test func `CMYK becomes RGB or is refused`() throws {
        let file = JPEGFixture(width: 40, height: 40, components: 4).bytes
        for tier in PictureTier.allCases {
            let report = try report(file, tier)
            let image = try ImageDecoder.decode(
                try #require(report.replacement), limits: .unlimited)
            #expect(report.notes.first == .convertToRGB)
            #expect(image.pixels.allSatisfy { abs(Int($0) - 64) <= 1 })
        }
        let fault = #expect(throws: ImageFault.self) {
            try PictureInspector.inspect(file, name: nil, rules: PictureRules(colour: .reject))
        }
        #expect(fault?.reason == "convert_to_rgb")
    }

    struct Size {
        var width: Int
        var height: Int
        var maxPixels: Int
        var gives: (Int, Int)
    }

    @Test(arguments: [
        Size(width: 200, height: 100, maxPixels: 20_000, gives: (200, 100)),
        Size(width: 200, height: 100, maxPixels: 19_999, gives: (199, 99)),
        Size(width: 200, height: 100, maxPixels: 5000, gives: (100, 50)),
        Size(width: 400, height: 300, maxPixels: 1200, gives: (40, 30)),
        Size(width: 900, height: 30, maxPixels: 1000, gives: (173, 5)),
    ])
    func `a picture of too many pixels is made smaller`(_ each: Size) throws {
        let picture = Drawing.quarters(width: each.width, height: each.height)
        for file in [try picture.jpeg(), picture.png()] {
            let report = try PictureInspector.inspect(
                file, name: nil,
                rules: PictureRules(oversize: .downscale(maxPixels: each.maxPixels)))
            #expect((report.width, report.height) == each.gives)
            let isSmaller = each.gives != (each.width, each.height)
            #expect(report.notes == (isSmaller ? [.downscale] : []))
            let stored = try ImageHeader.read(report.replacement ?? file)
            #expect(stored == (report.format, report.width, report.height))
        }
    }

    @Test func `limits come first`() {
        let file = JPEGFixture(width: 65535, height: 65535, missing: 9).bytes
        #expect(reason(file) == ImageFault.tooManyPixels)
        #expect(reason(JPEGFixture(width: 27, height: 60).bytes) == ImageFault.tooSmall)
        #expect(reason(JPEGFixture(width: 6000, height: 29).bytes) == ImageFault.aspectRatio)
    }
}
