import Images
import Records
import Testing

@Suite struct WebPInspectionTests {
    private func inspect(
        _ bytes: [UInt8], _ rules: PictureRules = PictureRules()
    ) throws(ImageFault) -> PictureReport {
        try PictureInspector.inspect(bytes, name: nil, rules: rules)
    }

    private func reason(_ bytes: [UInt8], _ rules: PictureRules = PictureRules()) -> String? {
        do throws(ImageFault) {
            _ = try inspect(bytes, rules)
            return nil
        } catch {
            return error.reason
        }
    }

    private func pixel(_ report: PictureReport, _ x: Int, _ y: Int) throws -> [UInt8] {
        let image = try ImageDecoder.decode(try #require(report.replacement), limits: .unlimited)
        #expect((image.width, image.height) == (report.width, report.height))
        let place = (y * image.width + x) * 3
        return Array(image.pixels[place..<(place + 3)])
    }

    @Test func `a picture becomes PNG, its clear pixels white`() throws {
        let report = try inspect(WebPFixture.picture)
        #expect(report.source == .webp && report.format == .png)
        #expect(report.notes == [.flattenAlpha, .convertToPNG])
        #expect((report.width, report.height) == (30, 28))
        #expect(try pixel(report, 20, 20) == [255, 0, 0])
        #expect(try pixel(report, 5, 5) == [0, 0, 255])
        #expect(try pixel(report, 5, 20) == [255, 255, 255])
    }

    @Test func `it is turned as its EXIF says`() throws {
        let file = WebPFixture.file([
            WebPFixture.extended(flags: 0x18, width: 30, height: 28),
            WebPFixture.chunk("VP8L", WebPFixture.pixels),
            WebPFixture.chunk("EXIF", EXIFFixture(orientation: 6).bytes),
        ])
        let report = try inspect(file)
        #expect(report.notes == [.applyOrientation, .flattenAlpha, .convertToPNG])
        #expect((report.width, report.height) == (28, 30))
        #expect(try pixel(report, 5, 5) == [255, 255, 255])
        #expect(try pixel(report, 20, 5) == [0, 0, 255])
    }

    @Test func `the first picture of an animation lies on white`() throws {
        let file = WebPFixture.file([
            WebPFixture.extended(flags: 0x12, width: 40, height: 30),
            WebPFixture.chunk("ANIM", [0, 0, 0, 0, 0, 0]),
            WebPFixture.frame(x: 10, y: 2), WebPFixture.frame(x: 0, y: 0),
        ])
        let report = try inspect(file)
        #expect(report.notes == [.flattenAlpha, .convertToPNG, .animated])
        #expect((report.width, report.height) == (40, 30))
        #expect(try pixel(report, 12, 4) == [0, 0, 255])
        #expect(try pixel(report, 4, 4) == [255, 255, 255])
        #expect(try pixel(report, 39, 29) == [255, 0, 0])
        #expect(reason(file, PictureRules(animation: .reject)) == "animated")
    }

    @Test func `rules refuse it`() {
        #expect(
            reason(WebPFixture.picture, PictureRules(otherFormats: .reject))
                == ImageFault.unsupportedFormat)
        #expect(reason(WebPFixture.picture, PictureRules(alpha: .reject)) == "flatten_alpha")
    }

    @Test func `every cut is truncated`() {
        let bytes = WebPFixture.picture
        for count in 12..<bytes.count {
            #expect(reason(Array(bytes[..<count])) == ImageFault.truncated)
        }
    }

    struct Case: CustomTestStringConvertible {
        var name: String
        var chunks: [[UInt8]]
        var reason: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "no picture", chunks: [WebPFixture.chunk("ABCD", [1, 2, 3, 4])],
            reason: ImageFault.badHeader),
        Case(
            name: "a short header", chunks: [WebPFixture.chunk("VP8X", [1, 2, 3])],
            reason: ImageFault.badHeader),
        Case(
            name: "a header of another size",
            chunks: [
                WebPFixture.extended(flags: 0x10, width: 50, height: 50),
                WebPFixture.chunk("VP8L", WebPFixture.pixels),
            ], reason: ImageFault.decodeWarning),
        Case(
            name: "a huge header",
            chunks: [
                WebPFixture.extended(flags: 0x10, width: 1 << 24, height: 1 << 24),
                WebPFixture.chunk("VP8L", WebPFixture.pixels),
            ], reason: ImageFault.tooManyPixels),
        Case(
            name: "a picture beyond the edge",
            chunks: [
                WebPFixture.extended(flags: 0x12, width: 40, height: 30),
                WebPFixture.frame(x: 30, y: 0),
            ], reason: ImageFault.badHeader),
        Case(
            name: "no first picture",
            chunks: [WebPFixture.extended(flags: 0x12, width: 40, height: 30)],
            reason: ImageFault.badHeader),
        Case(
            name: "broken pixels",
            chunks: [
                WebPFixture.chunk("VP8L", Array(WebPFixture.pixels[..<20]))
            ], reason: ImageFault.decodeWarning),
    ])
    func `broken files have a reason`(_ each: Case) {
        #expect(reason(WebPFixture.file(each.chunks)) == each.reason)
    }
}
