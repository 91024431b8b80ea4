import Images
import Records
import Testing

@Suite struct PNGInspectionTests {
    private static let rows = (0..<30).map { row in (0..<90).map { UInt8($0 * 2 + row) } }
    private static let plain = PNGFixture(width: 30, height: 30, rows: rows)

    private func inspect(
        _ bytes: [UInt8], _ rules: PictureRules = PictureRules()
    ) throws(ImageFault) -> PictureReport {
        try PictureInspector.inspect(bytes, name: nil, rules: rules)
    }

    private func reason(_ bytes: [UInt8], _ rules: PictureRules) -> String? {
        do throws(ImageFault) {
            _ = try inspect(bytes, rules)
            return nil
        } catch {
            return error.reason
        }
    }

    private func pixels(_ bytes: [UInt8]) throws(ImageFault) -> PixelImage {
        try ImageDecoder.decode(bytes, limits: .unlimited)
    }

    @Test(arguments: PictureTier.allCases) func `a plain picture stays`(tier: PictureTier) throws {
        let report = try inspect(Self.plain.bytes, PictureRules(tier: tier))
        #expect(report.format == .png && report.source == .png && report.replacement == nil)
        #expect(report.width == 30 && report.height == 30 && report.notes.isEmpty)
    }

    @Test func `a wrong checksum of the pixels is mended or refused`() throws {
        var file = Self.plain
        file.adlerError = 9
        let report = try inspect(file.bytes)
        #expect(report.notes == [.badAdler32])
        #expect(try pixels(try #require(report.replacement)) == pixels(Self.plain.bytes))
        #expect(reason(file.bytes, PictureRules(damage: .reject)) == ImageFault.badAdler32)
    }

    @Test(arguments: [1, 4, 12, 15], PictureTier.allCases)
    func `a lost end mark is added where all pixels are there`(
        missing: Int, tier: PictureTier
    ) throws {
        var file = Self.plain
        file.chunks = [("tEXt", [107, 0, 97])]
        // The text comes last, so that a cut does not reach the pixels.
        let whole =
            Array(Self.plain.bytes.dropLast(12)) + PNGFixture.chunk("tEXt", [107, 0, 97])
            + PNGFixture.chunk("IEND", [])
        let cut = Array(whole.dropLast(missing))
        let report = try inspect(cut, PictureRules(tier: tier))
        #expect(report.notes == [.truncatedTail])
        #expect(report.replacement == Self.plain.bytes)
        let rules = PictureRules(tier: tier, damage: .reject)
        #expect(reason(cut, rules) == ImageFault.truncated)
    }

    @Test(arguments: PictureTier.allCases)
    func `cut pixels are refused`(tier: PictureTier) {
        let bytes = Self.plain.bytes
        for count in 33..<(bytes.count - 12) {
            #expect(
                reason(Array(bytes[..<count]), PictureRules(tier: tier)) == ImageFault.truncated)
        }
        var short = Self.plain
        short.rows.removeLast()
        #expect(reason(Array(short.bytes.dropLast(12)), PictureRules(tier: tier)) != nil)
    }

    @Test func `an animation gives its first picture or is refused`() throws {
        var file = Self.plain
        file.chunks = [
            ("acTL", [0, 0, 0, 3, 0, 0, 0, 0]), ("fcTL", .init(repeating: 0, count: 26)),
        ]
        let report = try inspect(file.bytes)
        #expect(report.notes == [.animated])
        #expect(report.replacement == Self.plain.bytes)
        #expect(reason(file.bytes, PictureRules(animation: .reject)) == "animated")
        let few = PictureRules(limits: ImageLimits(maxFrames: 2))
        #expect(reason(file.bytes, few) == ImageFault.tooManyFrames)
    }

    @Test func `grey of 16 bits is stored as 8`() throws {
        let rows = (0..<28).map { row in (0..<56).map { UInt8($0 * 3 + row) } }
        let file = PNGFixture(width: 28, height: 28, depth: 16, colorType: 0, rows: rows).bytes
        for tier in PictureTier.allCases {
            let report = try inspect(file, PictureRules(tier: tier))
            #expect(report.notes == [.convertToRGB])
            #expect(try pixels(try #require(report.replacement)) == pixels(file))
        }
        #expect(reason(file, PictureRules(colour: .reject)) == "convert_to_rgb")
    }

    @Test func `clear pixels are laid over white, and an opaque alpha channel stays`() throws {
        func file(_ alpha: UInt8) -> [UInt8] {
            let rows = (0..<28).map { row in
                (0..<28).flatMap { column -> [UInt8] in
                    [UInt8(column), UInt8(row), 9, column == 5 ? alpha : 255]
                }
            }
            return PNGFixture(width: 28, height: 28, colorType: 6, rows: rows).bytes
        }
        for tier in PictureTier.allCases {
            let clear = try inspect(file(0), PictureRules(tier: tier))
            #expect(clear.notes == [.flattenAlpha])
            let image = try pixels(try #require(clear.replacement))
            #expect(Array(image.pixels[12..<18]) == [4, 0, 9, 255, 255, 255])
            let opaque = try inspect(file(255), PictureRules(tier: tier))
            #expect(opaque.notes == [.flattenAlpha] && opaque.replacement == nil)
        }
        #expect(reason(file(7), PictureRules(alpha: .reject)) == "flatten_alpha")
        #expect(reason(file(255), PictureRules(alpha: .reject)) == nil)
    }

    @Test func `bytes after the end are noted`() throws {
        let report = try inspect(Self.plain.bytes + [1, 2, 3])
        #expect(report.notes == [.trailingData] && report.replacement == nil)
    }

    @Test func `one colour is noted`() throws {
        let rows = [[UInt8]](repeating: [UInt8](repeating: 200, count: 28), count: 28)
        let file = PNGFixture(width: 28, height: 28, colorType: 0, rows: rows).bytes
        let report = try inspect(file, PictureRules(wantsHash: true))
        #expect(report.notes == [.convertToRGB, .degenerate] && report.hash == nil)
    }

    struct Clear {
        var colorType: UInt8
        var colour: [UInt8]
    }

    @Test(arguments: [Clear(colorType: 0, colour: [1]), Clear(colorType: 2, colour: [0, 1, 0, 2])])
    func `a short clear colour is refused`(_ each: Clear) {
        let width = each.colorType == 0 ? 28 : 84
        let rows = [[UInt8]](repeating: (0..<width).map { UInt8($0) }, count: 28)
        var file = PNGFixture(width: 28, height: 28, colorType: each.colorType, rows: rows)
        #expect(reason(file.bytes, PictureRules(tier: .header)) == nil)
        file.chunks = [("tRNS", each.colour)]
        #expect(reason(file.bytes, PictureRules(tier: .header)) == ImageFault.badHeader)
    }

    @Test func `the header tier looks at no checksum, the others at all`() {
        var bytes = Self.plain.bytes
        bytes[60] ^= 1
        #expect(reason(bytes, PictureRules(tier: .header)) == nil)
        #expect(reason(bytes, PictureRules(tier: .entropy)) == ImageFault.badCRC)
        #expect(reason(bytes, PictureRules(tier: .full)) == ImageFault.badCRC)
    }
}
