/// The header chunk of a PNG file (ISO/IEC 15948). Nothing is allocated.
struct PNGHeader {
    /// The file's first eight bytes.
    static let signatureByteCount = 8

    /// Width in pixels.
    let width: Int
    /// Height in pixels.
    let height: Int
    /// Bits of a sample.
    let depth: UInt8
    /// What the samples are.
    let colour: Colour

    /// What the samples of a pixel are.
    enum Colour: UInt8 {
        case grey = 0
        case rgb = 2
        case palette = 3
        case greyAlpha = 4
        case rgba = 6
    }

    /// The fewest bytes that name the clear colour.
    var clearColourByteCount: Int {
        switch colour {
        case .grey: 2
        case .rgb: 6
        case .palette, .greyAlpha, .rgba: 0
        }
    }

    /// Reads and checks the header.
    init(_ bytes: RawSpan) throws(ImageFault) {
        guard bytes.byteCount >= 33 else {
            throw ImageFault(ImageFault.truncated, "the file ends inside its header")
        }
        guard bytes.big32(8) == 13, bytes.holds("IHDR", at: 12) else {
            throw ImageFault(ImageFault.badHeader, "the first chunk is not a header of 13 bytes")
        }
        width = bytes.big32(16)
        height = bytes.big32(20)
        depth = bytes[24]
        guard (1...0x7FFF_FFFF).contains(width), (1...0x7FFF_FFFF).contains(height) else {
            throw ImageFault(ImageFault.badHeader, "\(width)x\(height) pixels cannot be")
        }
        let colour = Colour(rawValue: bytes[25])
        let isAllowed =
            switch colour {
            case .grey: [1, 2, 4, 8, 16].contains(depth)
            case .palette: [1, 2, 4, 8].contains(depth)
            case .rgb, .greyAlpha, .rgba: [8, 16].contains(depth)
            case nil: false
            }
        guard let colour, isAllowed else {
            throw ImageFault(
                ImageFault.badHeader, "\(depth) bits a sample with colour type \(bytes[25])")
        }
        guard bytes[26] == 0, bytes[27] == 0, bytes[28] <= 1 else {
            throw ImageFault(ImageFault.badHeader, "an unknown compression, filter or interlace")
        }
        self.colour = colour
    }
}
