import Images
import Records
import Storage
import TestSupport
import Testing

/// The verdict on every odd, broken or hostile picture of the shared data.
@Suite(.enabled(if: TestData.folder("nasty/images") != nil)) struct NastyPictureTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        /// Why it is refused, or nothing.
        var reason: String?
        /// What is noted of it where it is taken.
        var notes: [PictureNote] = []
        /// Whether other bytes than the source's are stored.
        var isReplaced = false
        var testDescription: String { name }
    }

    private static func refused(_ name: String, _ reason: String) -> Case {
        Case(name: name, reason: reason)
    }

    private static func taken(_ name: String, _ notes: PictureNote...) -> Case {
        Case(name: name, notes: notes)
    }

    private static func changed(_ name: String, _ notes: PictureNote...) -> Case {
        Case(name: name, notes: notes, isReplaced: true)
    }

    static let cases = [
        refused("all_zero_4096.png", ImageFault.notAnImage),
        changed("apng_3_frames.png", .animated, .degenerate),
        refused("avif.avif", ImageFault.unsupportedFormat),
        refused("bmp_24.bmp", ImageFault.unsupportedFormat),
        refused("data_uri.txt.png", ImageFault.notAnImage),
        changed(
            "gif_animated_12_frames.gif", .convertToRGB, .convertToPNG, .animated, .degenerate),
        refused("gif_screen_65535x65535.gif", ImageFault.tooManyPixels),
        refused("heic_stub.heic", ImageFault.unsupportedFormat),
        refused("html_404_page.jpg", ImageFault.notAnImage),
        refused("ico.ico", ImageFault.unsupportedFormat),
        changed("jpeg_cmyk_adobe.jpg", .convertToRGB),
        refused("jpeg_corrupt_middle.jpg", ImageFault.decodeWarning),
        taken("jpeg_exif_gps.jpg", .privacyMetadata),
        taken("jpeg_exif_orientation_1.jpg"),
        changed("jpeg_exif_orientation_2.jpg", .applyOrientation),
        changed("jpeg_exif_orientation_4.jpg", .applyOrientation),
        changed("jpeg_exif_orientation_7.jpg", .applyOrientation),
        changed("jpeg_exif_orientation_invalid_99.jpg", .badEXIF),
        taken("jpeg_grayscale.jpg", .convertToRGB),
        changed("jpeg_icc_garbage.jpg", .badICC),
        taken("jpeg_no_extension"),
        taken("jpeg_progressive.jpg"),
        taken("jpeg_renamed.png", .extensionMismatch),
        refused("jpeg_truncated_half.jpg", ImageFault.truncated),
        taken("jpeg_upper_ext.JPEG"),
        taken("png_1bit.png", .convertToRGB),
        refused("png_27x27.png", ImageFault.tooSmall),
        taken("png_all_white.png", .degenerate),
        refused("png_aspect_1x5000.png", ImageFault.aspectRatio),
        changed("png_bad_adler32.png", .badAdler32),
        refused("png_bad_bitdepth.png", ImageFault.badHeader),
        refused("png_bad_crc_IDAT.png", ImageFault.badCRC),
        refused("png_bomb_20000x20000_1bit.png", ImageFault.tooManyPixels),
        refused("png_crlf_mangled.png", ImageFault.badSignature),
        changed("png_fully_transparent.png", .flattenAlpha, .degenerate),
        changed("png_gray16.png", .convertToRGB),
        taken("png_gray8.png", .convertToRGB),
        taken("png_gray_alpha.png", .convertToRGB, .flattenAlpha),
        refused("png_header_claims_2147483647.png", ImageFault.tooManyPixels),
        changed("png_no_IEND.png", .truncatedTail),
        taken("png_ok.png"),
        taken("png_palette_4bit.png", .convertToRGB),
        taken("png_palette_8bit.png", .convertToRGB),
        refused("png_palette_index_out_of_range.png", ImageFault.tooSmall),
        changed("png_palette_tRNS.png", .convertToRGB, .flattenAlpha),
        taken("png_renamed.jpg", .extensionMismatch),
        taken("png_rgb16.png", .convertToRGB),
        changed("png_rgba_transparent_background.png", .flattenAlpha),
        changed("png_zTXt_bomb_50MB.png", .metadataBomb),
        refused("random_bytes.jpg", ImageFault.notAnImage),
        refused("svg_plain.svg", ImageFault.unsupportedFormat),
        refused("svg_xxe.svg", ImageFault.unsupportedFormat),
        refused("tiff_2_pages.tif", ImageFault.unsupportedFormat),
        changed("webp_exif_orientation_6.webp", .applyOrientation, .convertToPNG),
        changed("webp_lossless_alpha.webp", .flattenAlpha, .convertToPNG),
        changed("webp_lossy.webp", .convertToPNG),
        refused("webp_truncated.webp", ImageFault.truncated),
        refused("zero_byte.jpg", ImageFault.empty),
    ]

    private func bytes(_ name: String) throws -> [UInt8] {
        try FileSystem.read(try #require(TestData.folder("nasty/images")) + "/" + name)
    }

    @Test(arguments: cases, [PictureTier.entropy, .full])
    func `every picture has its verdict`(_ each: Case, tier: PictureTier) throws {
        let source = try bytes(each.name)
        let rules = PictureRules(tier: tier, wantsHash: true)
        do throws(ImageFault) {
            let report = try PictureInspector.inspect(source, name: each.name, rules: rules)
            #expect(each.reason == nil)
            #expect(report.notes == each.notes)
            #expect((report.replacement != nil) == each.isReplaced)
            #expect((report.hash == nil) == report.notes.contains(.degenerate))
            try expectReadable(report, source)
        } catch {
            #expect(error.reason == each.reason, "\(error.detail)")
        }
    }

    /// What is stored is taken without any note that something in it was changed, and decodes.
    private func expectReadable(_ report: PictureReport, _ source: [UInt8]) throws(ImageFault) {
        let stored = report.replacement ?? source
        let header = try ImageHeader.read(stored)
        #expect(header == (report.format, report.width, report.height))
        let image = try ImageDecoder.decode(stored, limits: .unlimited)
        #expect(image.width == report.width && image.height == report.height)
        let again = try PictureInspector.inspect(stored, name: nil, rules: PictureRules())
        #expect(again.replacement == nil)
        #expect(again.width == report.width && again.height == report.height)
    }

    /// Apart, and made much smaller, because it takes its time.
    private static let scan = "jpeg_35MP_gray_real_scan.jpg"

    @Test func `a scan of 35 million pixels is made smaller`() throws {
        let report = try PictureInspector.inspect(
            try bytes(Self.scan), name: Self.scan,
            rules: PictureRules(oversize: .downscale(maxPixels: 500_000)))
        #expect(report.notes == [.convertToRGB, .downscale])
        let stored = try #require(report.replacement)
        #expect(report.width == 594 && report.height == 840)
        #expect(try ImageHeader.read(stored) == (.jpeg, 594, 840))
    }

    @Test func `the table names every file`() throws {
        let folder = try #require(TestData.folder("nasty/images"))
        let names = Self.cases.map(\.name) + [Self.scan]
        let files = try FileSystem.list(folder).filter { !$0.hasPrefix(".") }
        #expect(names.sorted() == files.sorted())
    }

    @Test func `an index beyond the palette is noted`() throws {
        let rules = PictureRules(limits: ImageLimits(minSide: 1))
        let report = try PictureInspector.inspect(
            try bytes("png_palette_index_out_of_range.png"), name: nil, rules: rules)
        #expect(report.notes == [.convertToRGB, .badPaletteIndex])
        #expect(report.replacement == nil)
    }

    @Test(arguments: [
        "jpeg_exif_orientation_1.jpg", "jpeg_exif_orientation_2.jpg", "jpeg_exif_orientation_4.jpg",
        "jpeg_exif_orientation_7.jpg", "webp_exif_orientation_6.webp",
    ])
    func `a turned picture stands upright with its red square at the top left`(
        name: String
    ) throws {
        let source = try bytes(name)
        let report = try PictureInspector.inspect(source, name: name, rules: PictureRules())
        let image = try ImageDecoder.decode(report.replacement ?? source, limits: .unlimited)
        #expect(image.width == 160 && image.height == 80)
        func isRed(_ x: Int, _ y: Int) -> Bool {
            let place = (y * image.width + x) * 3
            let (red, green, blue) = (
                image.pixels[place], image.pixels[place + 1], image.pixels[place + 2]
            )
            return red > 180 && green < 90 && blue < 90
        }
        #expect(isRed(6, 6))
        #expect(!isRed(150, 6) && !isRed(6, 74) && !isRed(150, 74))
    }

    @Test func `CMYK is no negative`() throws {
        let report = try PictureInspector.inspect(
            try bytes("jpeg_cmyk_adobe.jpg"), name: nil, rules: PictureRules())
        let reference = try bytes("webp_lossy.webp")
        let other = try PictureInspector.inspect(
            reference, name: nil, rules: PictureRules(wantsHash: true))
        let stored = try #require(report.replacement)
        let again = try PictureInspector.inspect(
            stored, name: nil, rules: PictureRules(wantsHash: true))
        let (one, two) = (try #require(again.hash), try #require(other.hash))
        #expect(one.distance(to: two) <= 8)
    }
}
