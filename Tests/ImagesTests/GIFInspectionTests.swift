import Images
import Records
import Testing

@Suite struct GIFInspectionTests {
    private let rules = PictureRules(limits: ImageLimits(minSide: 1, maxFrames: 3))

    private func pixels(_ file: GIFFixture) throws -> PixelImage {
        let report = try PictureInspector.inspect(file.bytes, name: "a.gif", rules: rules)
        #expect(report.source == .gif && report.format == .png)
        #expect(report.notes.contains(.convertToPNG))
        return try ImageDecoder.decode(try #require(report.replacement), limits: .unlimited)
    }

    private func reason(_ file: [UInt8], _ rules: PictureRules? = nil) -> String? {
        do throws(ImageFault) {
            _ = try PictureInspector.inspect(file, name: nil, rules: rules ?? self.rules)
            return nil
        } catch {
            return error.reason
        }
    }

    private static let colours: [UInt8: [UInt8]] = [
        0: [0, 0, 0], 1: [255, 0, 0], 2: [0, 255, 0], 3: [0, 0, 255], 9: [255, 255, 255],
    ]

    private func expect(_ image: PixelImage, _ indexes: [UInt8]) {
        #expect(image.pixels == indexes.flatMap { Self.colours[$0] ?? [] })
    }

    private let whole = GIFFixture(frames: [.init(indexes: [0, 1, 2, 3, 3, 2, 1, 0])])

    @Test func `pixels have their colours`() throws {
        expect(try pixels(whole), [0, 1, 2, 3, 3, 2, 1, 0])
    }

    @Test func `a picture lies on a white screen and its clear pixels show it`() throws {
        let frame = GIFFixture.Frame(
            place: (1, 1), size: (2, 1), indexes: [2, 1], clearIndex: 1)
        expect(try pixels(GIFFixture(frames: [frame])), [9, 9, 9, 9, 9, 2, 9, 9])
    }

    @Test func `a picture beyond the screen makes it larger`() throws {
        let frame = GIFFixture.Frame(place: (3, 1), size: (2, 1), indexes: [2, 1])
        let image = try pixels(GIFFixture(frames: [frame]))
        #expect(image.width == 5 && image.height == 2)
        expect(image, [9, 9, 9, 9, 9, 9, 9, 9, 2, 1])
    }

    @Test func `rows that come out of order are put in order`() throws {
        let frame = GIFFixture.Frame(
            size: (1, 9), indexes: [0, 1, 2, 3, 0, 1, 2, 3, 0], isInterlaced: true)
        var file = GIFFixture(frames: [frame])
        file.screen = (1, 9)
        // Passes: rows 0 and 8; 4; 2 and 6; 1, 3, 5 and 7.
        expect(try pixels(file), [0, 1, 3, 2, 2, 3, 0, 0, 1])
    }

    @Test func `a picture has colours of its own`() throws {
        let frame = GIFFixture.Frame(
            indexes: [0, 0, 0, 0, 1, 1, 3, 3],
            colours: [255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0])
        expect(try pixels(GIFFixture(frames: [frame])), [1, 1, 1, 1, 3, 3, 2, 2])
    }

    /// A code that is made by the one that names it: the string before and its own beginning.
    @Test func `strings are repeated`() throws {
        let frame = GIFFixture.Frame(size: (3, 1), codes: [4, 1, 6, 5])
        var file = GIFFixture(frames: [frame])
        file.screen = (3, 1)
        expect(try pixels(file), [1, 1, 1])
    }

    @Test func `the first picture of an animation is taken`() throws {
        var file = whole
        file.frames += [.init(indexes: [0, 0, 0, 0, 0, 0, 0, 0])]
        expect(try pixels(file), [0, 1, 2, 3, 3, 2, 1, 0])
        let report = try PictureInspector.inspect(file.bytes, name: nil, rules: rules)
        #expect(report.notes == [.convertToRGB, .convertToPNG, .animated])
        var refusing = rules
        refusing.animation = .reject
        #expect(reason(file.bytes, refusing) == "animated")
        file.frames += [whole.frames[0], whole.frames[0]]
        #expect(reason(file.bytes) == ImageFault.tooManyFrames)
    }

    @Test func `a rule refuses the format`() {
        var refusing = rules
        refusing.otherFormats = .reject
        #expect(reason(whole.bytes, refusing) == ImageFault.unsupportedFormat)
    }

    @Test func `every cut before the end mark is truncated`() {
        let bytes = whole.bytes
        for count in 6..<(bytes.count - 2) {
            #expect(reason(Array(bytes[..<count])) == ImageFault.truncated, "\(count)")
        }
    }

    @Test func `a lost end mark is noted`() throws {
        var file = whole
        file.hasEnd = false
        let report = try PictureInspector.inspect(file.bytes, name: nil, rules: rules)
        #expect(report.notes == [.convertToRGB, .convertToPNG, .truncatedTail])
    }

    struct Case {
        var codes: [Int]
        var reason: String
    }

    @Test(arguments: [
        Case(codes: [4, 1, 5], reason: ImageFault.truncated),
        Case(codes: [4, 7, 5], reason: ImageFault.decodeWarning),
        Case(codes: [4, 1, 7, 5], reason: ImageFault.decodeWarning),
        Case(codes: [6, 1, 5], reason: ImageFault.decodeWarning),
    ])
    func `broken codes have a reason`(_ each: Case) {
        let file = GIFFixture(frames: [.init(codes: each.codes)])
        #expect(reason(file.bytes) == each.reason)
    }

    @Test func `a huge screen is refused before memory is taken`() {
        var file = whole
        file.screen = (65535, 65535)
        #expect(reason(file.bytes) == ImageFault.tooManyPixels)
    }
}
