import Images
import Records
import Testing

@Suite struct PictureOrientationTests {
    struct Case {
        var orientation: Int
        /// Red, green, blue and white of the stored picture's quarters, from its top left on, by
        /// their letters.
        var quarters: String
        var swaps: Bool
    }

    // CIPA DC-008, tag 0x0112: where the first row and column of the file lie.
    static let cases = [
        Case(orientation: 2, quarters: "GRWB", swaps: false),
        Case(orientation: 3, quarters: "WBGR", swaps: false),
        Case(orientation: 4, quarters: "BWRG", swaps: false),
        Case(orientation: 5, quarters: "RBGW", swaps: true),
        Case(orientation: 6, quarters: "BRWG", swaps: true),
        Case(orientation: 7, quarters: "WGBR", swaps: true),
        Case(orientation: 8, quarters: "GWRB", swaps: true),
    ]

    private func insert(_ exif: EXIFFixture, in jpeg: [UInt8]) -> [UInt8] {
        Array(jpeg[..<2]) + exif.segment + jpeg[2...]
    }

    private func letters(_ image: PixelImage) -> String {
        [(1, 1), (3, 1), (1, 3), (3, 3)].map { x, y in
            let place = (y * image.height / 4 * image.width + x * image.width / 4) * 3
            switch image.pixels[place..<(place + 3)].map({ $0 > 127 }) {
            case [true, false, false]: return "R"
            case [false, true, false]: return "G"
            case [false, false, true]: return "B"
            case [true, true, true]: return "W"
            default: return "?"
            }
        }.joined()
    }

    /// Whole blocks are turned without a loss, other sides by decoding.
    @Test(arguments: cases, [(64, 40), (61, 43)])
    func `a JPEG is turned upright`(_ each: Case, size: (Int, Int)) throws {
        let (width, height) = size
        let plain = try Drawing.quarters(width: width, height: height).jpeg()
        let file = insert(EXIFFixture(orientation: each.orientation), in: plain)
        let report = try PictureInspector.inspect(
            file, name: nil, rules: PictureRules(wantsHash: true))
        #expect(report.notes == [.applyOrientation])
        #expect((report.width, report.height) == (each.swaps ? (height, width) : (width, height)))
        let image = try ImageDecoder.decode(try #require(report.replacement), limits: .unlimited)
        #expect((image.width, image.height) == (report.width, report.height))
        #expect(letters(image) == each.quarters)
        let again = try PictureInspector.inspect(
            try #require(report.replacement), name: nil, rules: PictureRules(wantsHash: true))
        let hash = try #require(report.hash)
        #expect(hash.distance(to: try #require(again.hash)) <= 6)
    }

    @Test(arguments: cases) func `whole blocks are turned without a loss`(_ each: Case) throws {
        let plain = try Drawing.picture(7, width: 64, height: 48).jpeg(quality: 60)
        let file = insert(EXIFFixture(orientation: each.orientation), in: plain)
        let once = try PictureInspector.inspect(file, name: nil, rules: PictureRules())
        // Turned there and back again, the pixels are those of the beginning.
        let back = [2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6][each.orientation] ?? 1
        let twice = try PictureInspector.inspect(
            insert(EXIFFixture(orientation: back), in: try #require(once.replacement)), name: nil,
            rules: PictureRules())
        #expect(
            try ImageDecoder.decode(try #require(twice.replacement), limits: .unlimited)
                == ImageDecoder.decode(plain, limits: .unlimited))
    }

    @Test(arguments: cases) func `a PNG is turned upright`(_ each: Case) throws {
        let png = Drawing.quarters(width: 40, height: 30).png()
        let exif = PNGFixture.chunk(
            "eXIf", EXIFFixture(orientation: each.orientation, isLittle: false).bytes)
        let report = try PictureInspector.inspect(
            Array(png[..<33]) + exif + png[33...], name: nil, rules: PictureRules())
        #expect(report.format == .png && report.notes == [.applyOrientation])
        let image = try ImageDecoder.decode(try #require(report.replacement), limits: .unlimited)
        #expect(letters(image) == each.quarters)
    }

    @Test func `a rule keeps or refuses it`() throws {
        let plain = try Drawing.quarters(width: 32, height: 32).jpeg()
        let file = insert(EXIFFixture(orientation: 6), in: plain)
        let kept = try PictureInspector.inspect(
            file, name: nil, rules: PictureRules(orientation: .keep))
        #expect(kept.notes == [.orientationKept] && kept.replacement == nil)
        let fault = #expect(throws: ImageFault.self) {
            try PictureInspector.inspect(
                file, name: nil, rules: PictureRules(orientation: .reject))
        }
        #expect(fault?.reason == "apply_orientation")
    }
}
