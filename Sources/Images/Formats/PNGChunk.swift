/// One chunk of a PNG file.
struct PNGChunk {
    /// Its four letters as a number.
    let type: UInt32
    /// Where its data lie. They may end after the file does.
    let data: Range<Int>

    static let transparency = letters("tRNS")
    static let pixels = letters("IDAT")
    static let end = letters("IEND")
    static let exif = letters("eXIf")
    static let profile = letters("iCCP")
    static let animation = letters("acTL")
    private static let frame = letters("fcTL")
    private static let frameData = letters("fdAT")
    private static let gamma = letters("gAMA")
    private static let standardColours = letters("sRGB")
    private static let chromaticities = letters("cHRM")
    private static let pixelSize = letters("pHYs")
    private static let text = letters("tEXt")
    private static let compressed = letters("zTXt")
    private static let international = letters("iTXt")

    /// The chunk whose length stands at `place`.
    ///
    /// - Precondition: its length and letters lie in the bytes.
    init(_ bytes: RawSpan, at place: Int) {
        data = (place + 8)..<(place + 8 + bytes.big32(place))
        type = UInt32(bytes.big32(place + 4))
    }

    private static func letters(_ name: StaticString) -> UInt32 {
        name.withUTF8Buffer { name in
            unsafe name.reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    /// Its name, for people.
    var name: String {
        String(
            decoding: (0..<4).map { UInt8(truncatingIfNeeded: type >> (24 - 8 * $0)) },
            as: UTF8.self)
    }

    /// Whether its name is of letters.
    var isNamed: Bool {
        (0..<4).allSatisfy { index in
            let letter = UInt8(truncatingIfNeeded: type >> (24 - 8 * index)) | 0x20
            return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
        }
    }

    /// Whether the pixels depend on it.
    var isPartOfPixels: Bool {
        // A lower-case first letter says that readers may pass it over.
        type & 0x2000_0000 == 0 || type == PNGChunk.transparency
    }

    /// Whether it belongs to an animation (APNG).
    var isAnimation: Bool {
        type == PNGChunk.animation || type == PNGChunk.frame || type == PNGChunk.frameData
    }

    /// Whether it is a text, compressed or not.
    var isText: Bool {
        type == PNGChunk.text || type == PNGChunk.compressed || type == PNGChunk.international
    }

    /// What makes Pillow refuse the file though the pixels do not depend on it: these fields are
    /// read without asking whether they are there (PngImagePlugin.py).
    func refusal(_ data: RawSpan) -> String? {
        let count = data.byteCount
        switch type {
        case PNGChunk.gamma: return count < 4 ? "has \(count) bytes" : nil
        case PNGChunk.standardColours: return count < 1 ? "is empty" : nil
        case PNGChunk.chromaticities: return count != 32 ? "has \(count) bytes" : nil
        case PNGChunk.pixelSize: return count < 9 ? "has \(count) bytes" : nil
        case PNGChunk.compressed:
            guard let end = data.place(of: 0, from: 0), end + 1 < count else { return nil }
            return data[end + 1] != 0 ? "has an unknown compression" : nil
        case PNGChunk.profile:
            guard let end = data.place(of: 0, from: 0), end + 1 < count, data[end + 1] == 0
            else { return "has no name or an unknown compression" }
            return nil
        default: return nil
        }
    }

    /// Where the compressed part of a text or profile lies.
    func compressedText(_ data: RawSpan) -> Range<Int>? {
        guard isText || type == PNGChunk.profile, type != PNGChunk.text,
            let end = data.place(of: 0, from: 0)
        else { return nil }
        guard type == PNGChunk.international else {
            // A keyword, its NUL, the method, the stream.
            return min(end + 2, data.byteCount)..<data.byteCount
        }
        // A keyword, its NUL, whether it is compressed, the method, two more texts with their NULs.
        guard data.byteCount - end > 3, data[end + 1] != 0,
            let language = data.place(of: 0, from: end + 3),
            let title = data.place(of: 0, from: language + 1)
        else { return nil }
        return (title + 1)..<data.byteCount
    }
}
