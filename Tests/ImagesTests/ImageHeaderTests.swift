import Images
import Records
import Testing

@Suite struct ImageHeaderTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var reason: String
        var testDescription: String { name }
    }

    @Test func pngIsToldFromItsBytes() throws {
        let header = try ImageHeader.read(PNGFixture(width: 300, height: 70_000).bytes)
        #expect(header == (.png, 300, 70_000))
    }

    @Test func jpegIsToldFromItsBytes() throws {
        let fixture = JPEGFixture(
            width: 300, height: 17, components: 3,
            before: [0xFF, 0xE1, 0, 4, 0xFF, 0xC0, 0xFF, 0xFF, 0xFE, 0, 2])
        #expect(try ImageHeader.read(fixture.bytes) == (.jpeg, 300, 17))
    }

    @Test(arguments: [
        Case(name: "nothing", bytes: [], reason: ImageFault.empty),
        Case(
            name: "zeros", bytes: .init(repeating: 0, count: 99), reason: ImageFault.notAnImage),
        Case(
            name: "a web page", bytes: Array("<!doctype html><html>".utf8),
            reason: ImageFault.notAnImage),
        Case(name: "GIF", bytes: Array("GIF89a......".utf8), reason: ImageFault.unsupportedFormat),
        Case(
            name: "WebP", bytes: Array("RIFF....WEBPVP8 ".utf8),
            reason: ImageFault.unsupportedFormat),
        Case(name: "AVIF", bytes: Array("....ftypavif".utf8), reason: ImageFault.unsupportedFormat),
        Case(
            name: "SVG", bytes: Array("<svg xmlns='x'/>".utf8), reason: ImageFault.unsupportedFormat
        ),
        Case(
            name: "PNG sent as text", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A],
            reason: ImageFault.badSignature),
        Case(
            name: "no width", bytes: PNGFixture(width: 0).bytes, reason: ImageFault.badHeader),
        Case(
            name: "width over 31 bits", bytes: PNGFixture(width: 1 << 31).bytes,
            reason: ImageFault.badHeader),
        Case(name: "3 bits", bytes: PNGFixture(depth: 3).bytes, reason: ImageFault.badHeader),
        Case(
            name: "colour type 5", bytes: PNGFixture(colorType: 5).bytes,
            reason: ImageFault.badHeader),
        Case(
            name: "interlace 2", bytes: PNGFixture(interlace: 2).bytes,
            reason: ImageFault.badHeader),
        Case(
            name: "JPEG without rows", bytes: JPEGFixture(height: 0).bytes,
            reason: ImageFault.badHeader),
        Case(
            name: "arithmetic JPEG", bytes: JPEGFixture(frame: 0xC9).bytes,
            reason: ImageFault.unsupportedFormat),
        Case(
            name: "12-bit JPEG", bytes: JPEGFixture(precision: 12).bytes,
            reason: ImageFault.unsupportedFormat),
        Case(
            name: "JPEG without a frame", bytes: [0xFF, 0xD8, 0xFF, 0xD9],
            reason: ImageFault.badHeader),
        Case(
            name: "JPEG with an empty length", bytes: [0xFF, 0xD8, 0xFF, 0xE0, 0, 1],
            reason: ImageFault.badHeader),
    ])
    func otherBytesHaveAReason(_ each: Case) {
        let fault = #expect(throws: ImageFault.self) { try ImageHeader.read(each.bytes) }
        #expect(fault?.reason == each.reason)
    }

    @Test func everyCutIsAFault() throws {
        let png = PNGFixture().bytes
        for count in 0..<33 {
            #expect(throws: ImageFault.self) { try ImageHeader.read(Array(png[..<count])) }
        }
        let jpeg = JPEGFixture().bytes
        let end = try #require(jpeg.firstIndex(of: 0xC0)) + 12
        for count in 0..<end {
            #expect(throws: ImageFault.self) { try ImageHeader.read(Array(jpeg[..<count])) }
        }
    }
}
