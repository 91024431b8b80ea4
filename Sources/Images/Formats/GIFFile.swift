/// A GIF (GIF89a specification): its screen, and its first picture.
struct GIFFile {
    /// The screen's width in pixels, or that of the first picture where it reaches further.
    private(set) var width: Int
    /// The screen's height in pixels, likewise.
    private(set) var height: Int
    /// How many pictures there are.
    private(set) var frames = 0
    /// Whether the mark at the end of the file is there.
    private(set) var hasEnd = false
    private var first = GIFFrame()

    /// Reads the file's blocks up to its end, without decoding pixels.
    init(_ bytes: RawSpan) throws(ImageFault) {
        guard bytes.byteCount >= 13 else { throw GIFFile.cut }
        width = bytes.little16(6)
        height = bytes.little16(8)
        var place = 13
        let palette = GIFFile.palette(flags: bytes[10], at: &place)
        guard place <= bytes.byteCount else { throw GIFFile.cut }
        var clearIndex: Int?
        while place < bytes.byteCount, !hasEnd {
            let kind = bytes[place]
            place += 1
            switch kind {
            case 0x21:
                if bytes.byteCount - place >= 7, bytes[place] == 0xF9, bytes[place + 2] & 1 == 1 {
                    clearIndex = Int(bytes[place + 5])
                }
                place += 1
                try GIFFile.skipBlocks(bytes, &place, isFirst: frames == 0)
            case 0x2C:
                var frame = GIFFrame(palette: palette, clearIndex: clearIndex)
                try frame.read(bytes, &place, isFirst: frames == 0)
                if frames == 0 { first = frame }
                frames += 1
                clearIndex = nil
            case 0x3B: hasEnd = true
            // Pillow passes over what it does not know.
            default: break
            }
        }
        guard frames > 0 else {
            throw ImageFault(
                hasEnd ? ImageFault.badHeader : ImageFault.truncated, "the GIF has no picture")
        }
        width = max(width, first.x + first.width)
        height = max(height, first.y + first.height)
        guard width > 0, height > 0, first.width > 0, first.height > 0 else {
            throw ImageFault(ImageFault.badHeader, "\(width)x\(height) pixels cannot be")
        }
    }

    /// Where the colours lie that a table's flags announce.
    static func palette(flags: UInt8, at place: inout Int) -> Range<Int> {
        guard flags & 0x80 != 0 else { return place..<place }
        let start = place
        place += 3 << (Int(flags & 7) + 1)
        return start..<place
    }

    /// Passes over a chain of blocks. After the first picture a cut is no matter.
    static func skipBlocks(
        _ bytes: RawSpan, _ place: inout Int, isFirst: Bool
    ) throws(ImageFault) {
        while place < bytes.byteCount {
            let count = Int(bytes[place])
            place += 1 + count
            if count == 0 { return }
        }
        if isFirst { throw cut }
    }

    /// The first picture over white.
    func decode(_ bytes: RawSpan) throws(ImageFault) -> PixelImage {
        var pixels = [UInt8](repeating: 255, count: width * height * 3)
        try first.paint(bytes, on: &pixels, width: width)
        return PixelImage(width: width, height: height, pixels: pixels)
    }

    static var cut: ImageFault {
        ImageFault(ImageFault.truncated, "the file ends inside its first picture")
    }
}
