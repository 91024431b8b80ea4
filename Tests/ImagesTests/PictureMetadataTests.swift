import Images
import Records
import Testing

/// What stands beside the pixels.
@Suite struct PictureMetadataTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var file: [UInt8]
        var note: PictureNote?
        var isReplaced = true
        var testDescription: String { name }
    }

    private static let picture = Drawing.quarters(width: 32, height: 32)

    private static func png(_ chunks: (String, [UInt8])...) -> [UInt8] {
        let plain = picture.png()
        return plain[..<33] + chunks.flatMap { PNGFixture.chunk($0, $1) } + plain[33...]
    }

    private static func jpeg(_ segments: (marker: UInt8, data: [UInt8])...) throws -> [UInt8] {
        let plain = try picture.jpeg()
        var inserted: [UInt8] = []
        for (marker, data) in segments {
            let count = data.count + 2
            inserted += [0xFF, marker, UInt8(count >> 8), UInt8(count & 255)] + data
        }
        return plain[..<2] + inserted + plain[2...]
    }

    private static func exif(_ exif: EXIFFixture) throws -> [UInt8] {
        try jpeg((0xE1, Array("Exif\0\0".utf8) + exif.bytes))
    }

    /// A colour profile of 128 bytes.
    private static func profile(signature: String = "acsp", byteCount: Int = 128) -> [UInt8] {
        [0, 0, 0, UInt8(byteCount)] + [UInt8](repeating: 0, count: 32) + Array(signature.utf8)
            + [UInt8](repeating: 0, count: 88)
    }

    private static func icc(_ profile: [UInt8], part: UInt8 = 1, of count: UInt8 = 1) -> [UInt8] {
        Array("ICC_PROFILE\0".utf8) + [part, count] + profile
    }

    private static func beyondData() -> EXIFFixture {
        var fixture = EXIFFixture(orientation: 1)
        fixture.start = 4000
        return fixture
    }

    private static func moreEntries() -> EXIFFixture {
        var fixture = EXIFFixture(orientation: 1)
        fixture.surplusEntries = 40
        return fixture
    }

    static func cases() throws -> [Case] {
        let bomb = PNGFixture.stored([UInt8](repeating: 0, count: (1 << 20) + 1))
        let stored = PNGFixture.stored(profile())
        return [
            Case(name: "upright", file: try exif(EXIFFixture(orientation: 1)), isReplaced: false),
            Case(name: "unknown", file: try exif(EXIFFixture(orientation: 0)), isReplaced: false),
            Case(
                name: "orientation 9", file: try exif(EXIFFixture(orientation: 9)), note: .badEXIF),
            Case(name: "no TIFF", file: try jpeg((0xE1, Array("Exif\0\0x".utf8))), note: .badEXIF),
            Case(name: "directory beyond", file: try exif(beyondData()), note: .badEXIF),
            Case(name: "more entries", file: try exif(moreEntries()), note: .badEXIF),
            Case(
                name: "a position", file: try exif(.position(tags: [0, 1, 2])),
                note: .privacyMetadata, isReplaced: false),
            Case(
                name: "no position but its version", file: try exif(.position(tags: [0])),
                isReplaced: false),
            Case(name: "profile", file: try jpeg((0xE2, icc(profile()))), isReplaced: false),
            Case(
                name: "unsigned profile", file: try jpeg((0xE2, icc(profile(signature: "????")))),
                note: .badICC),
            Case(
                name: "cut profile", file: try jpeg((0xE2, icc(profile(byteCount: 200)))),
                note: .badICC),
            Case(
                name: "part of a profile", file: try jpeg((0xE2, icc(profile(), of: 2))),
                note: .badICC),
            Case(
                name: "short profile segment",
                file: try jpeg((0xE2, Array("ICC_PROFILE\0".utf8))), note: .badMetadata),
            Case(
                name: "short Adobe segment", file: try jpeg((0xEE, Array("Adobe\0".utf8))),
                note: .badMetadata),
            Case(
                name: "a text bomb", file: png(("zTXt", [107, 0, 0] + bomb)), note: .metadataBomb),
            Case(
                name: "a profile bomb", file: png(("iCCP", [107, 0, 0] + bomb)),
                note: .metadataBomb),
            Case(
                name: "unknown compression", file: png(("zTXt", [107, 0, 1, 2])),
                note: .badMetadata),
            Case(name: "profile without a name", file: png(("iCCP", [])), note: .badMetadata),
            Case(name: "short gamma", file: png(("gAMA", [1, 2])), note: .badMetadata),
            Case(name: "short pixel size", file: png(("pHYs", [0])), note: .badMetadata),
            Case(
                name: "PNG profile", file: png(("iCCP", [107, 0, 0] + stored)), isReplaced: false),
            Case(
                name: "garbage profile", file: png(("iCCP", Array("k\0\0garbage".utf8))),
                note: .badICC),
            Case(
                name: "wrong orientation of a PNG",
                file: png(("eXIf", EXIFFixture(orientation: 77).bytes)), note: .badEXIF),
            Case(name: "text", file: png(("tEXt", Array("a\0b".utf8))), isReplaced: false),
        ]
    }

    @Test(arguments: try cases(), PictureTier.allCases)
    func `what readers refuse is left out and the pixels stay`(
        _ each: Case, tier: PictureTier
    ) throws {
        let report = try PictureInspector.inspect(
            each.file, name: nil, rules: PictureRules(tier: tier))
        #expect(report.notes == (each.note.map { [$0] } ?? []))
        #expect((report.replacement != nil) == each.isReplaced)
        let image = try ImageDecoder.decode(report.replacement ?? each.file, limits: .unlimited)
        let plain = report.format == .png ? Self.picture.png() : try Self.picture.jpeg()
        #expect(try image == ImageDecoder.decode(plain, limits: .unlimited))
    }

    @Test(arguments: try cases()) func `or the picture is refused`(_ each: Case) {
        var reason: String?
        do throws(ImageFault) {
            _ = try PictureInspector.inspect(
                each.file, name: nil, rules: PictureRules(damage: .reject))
        } catch {
            reason = error.reason
        }
        #expect(reason == (each.isReplaced ? each.note?.rawValue : nil))
    }

    @Test func `a rule strips a position`() throws {
        let file = try Self.exif(.position(tags: [2, 4]))
        let report = try PictureInspector.inspect(
            file, name: nil, rules: PictureRules(privacy: .strip))
        #expect(report.notes == [.privacyMetadata])
        let stored = try #require(report.replacement)
        #expect(stored == (try Self.picture.jpeg()))
    }

    @Test func `a thousand bombs are one`() throws {
        let bomb = [107, 0, 0] + PNGFixture.stored([UInt8](repeating: 0, count: 1 << 20))
        let plain = Self.picture.png()
        // None is over the limit of one text, all are over that of all.
        let chunk = PNGFixture.chunk("zTXt", bomb)
        let file =
            plain[..<33] + [[UInt8]](repeating: chunk, count: 65).flatMap { $0 } + plain[33...]
        var limits = ImageLimits()
        limits.maxBytes = .max
        let report = try PictureInspector.inspect(
            Array(file), name: nil, rules: PictureRules(tier: .header, limits: limits))
        #expect(report.notes == [.metadataBomb])
        #expect(report.replacement == plain)
    }
}
