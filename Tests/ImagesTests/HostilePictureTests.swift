import Images
import Storage
import TestSupport
import Testing

/// Pictures of the shared data that are odd, broken or meant to do harm.
@Suite(.enabled(if: TestData.folder("nasty/images") != nil)) struct HostilePictureTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        /// Why it must be refused; nothing where it must be read.
        var reason: String?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "all_zero_4096.png", reason: ImageFault.notAnImage),
        Case(name: "apng_3_frames.png"),
        Case(name: "avif.avif", reason: ImageFault.unsupportedFormat),
        Case(name: "bmp_24.bmp", reason: ImageFault.unsupportedFormat),
        Case(name: "data_uri.txt.png", reason: ImageFault.notAnImage),
        Case(name: "gif_animated_12_frames.gif", reason: ImageFault.unsupportedFormat),
        Case(name: "gif_screen_65535x65535.gif", reason: ImageFault.unsupportedFormat),
        Case(name: "heic_stub.heic", reason: ImageFault.unsupportedFormat),
        Case(name: "html_404_page.jpg", reason: ImageFault.notAnImage),
        Case(name: "ico.ico", reason: ImageFault.unsupportedFormat),
        Case(name: "jpeg_cmyk_adobe.jpg"),
        Case(name: "jpeg_corrupt_middle.jpg", reason: ImageFault.decodeWarning),
        Case(name: "jpeg_exif_gps.jpg"),
        Case(name: "jpeg_exif_orientation_7.jpg"),
        Case(name: "jpeg_exif_orientation_invalid_99.jpg"),
        Case(name: "jpeg_grayscale.jpg"),
        Case(name: "jpeg_icc_garbage.jpg"),
        Case(name: "jpeg_no_extension"),
        Case(name: "jpeg_progressive.jpg"),
        Case(name: "jpeg_renamed.png"),
        Case(name: "jpeg_truncated_half.jpg", reason: ImageFault.truncated),
        Case(name: "jpeg_upper_ext.JPEG"),
        Case(name: "png_1bit.png"),
        Case(name: "png_27x27.png", reason: ImageFault.tooSmall),
        Case(name: "png_all_white.png"),
        Case(name: "png_aspect_1x5000.png", reason: ImageFault.aspectRatio),
        Case(name: "png_bad_adler32.png", reason: ImageFault.badAdler32),
        Case(name: "png_bad_bitdepth.png", reason: ImageFault.badHeader),
        Case(name: "png_bad_crc_IDAT.png", reason: ImageFault.badCRC),
        Case(name: "png_bomb_20000x20000_1bit.png", reason: ImageFault.tooManyPixels),
        Case(name: "png_crlf_mangled.png", reason: ImageFault.badSignature),
        Case(name: "png_fully_transparent.png"),
        Case(name: "png_gray16.png"),
        Case(name: "png_gray8.png"),
        Case(name: "png_gray_alpha.png"),
        Case(name: "png_header_claims_2147483647.png", reason: ImageFault.tooManyPixels),
        Case(name: "png_no_IEND.png", reason: ImageFault.truncated),
        Case(name: "png_ok.png"),
        Case(name: "png_palette_4bit.png"),
        Case(name: "png_palette_8bit.png"),
        Case(name: "png_palette_tRNS.png"),
        Case(name: "png_renamed.jpg"),
        Case(name: "png_rgb16.png"),
        Case(name: "png_rgba_transparent_background.png"),
        Case(name: "png_zTXt_bomb_50MB.png", reason: ImageFault.metadataBomb),
        Case(name: "random_bytes.jpg", reason: ImageFault.notAnImage),
        Case(name: "svg_plain.svg", reason: ImageFault.unsupportedFormat),
        Case(name: "svg_xxe.svg", reason: ImageFault.unsupportedFormat),
        Case(name: "tiff_2_pages.tif", reason: ImageFault.unsupportedFormat),
        Case(name: "webp_lossy.webp", reason: ImageFault.unsupportedFormat),
        Case(name: "zero_byte.jpg", reason: ImageFault.empty),
    ])
    func isReadOrRefusedWithAReason(_ each: Case) throws {
        let folder = try #require(TestData.folder("nasty/images"))
        let bytes = try FileSystem.read(folder + "/" + each.name)
        var reason: String?
        do throws(ImageFault) {
            let image = try ImageDecoder.decode(bytes, limits: ImageLimits())
            let header = try ImageHeader.read(bytes)
            #expect(image.width == header.width && image.height == header.height)
        } catch {
            reason = error.reason
        }
        #expect(reason == each.reason)
    }

    /// A drawing on a clear ground must show: the ground is white, the lines are not.
    @Test func aClearGroundBecomesWhite() throws {
        let folder = try #require(TestData.folder("nasty/images"))
        let bytes = try FileSystem.read(folder + "/png_rgba_transparent_background.png")
        let image = try ImageDecoder.decode(bytes, limits: ImageLimits())
        let white = image.pixels.count { $0 == 255 }
        let dark = image.pixels.count { $0 < 64 }
        #expect(white > image.pixels.count / 2)
        #expect(dark > 0)
    }
}
