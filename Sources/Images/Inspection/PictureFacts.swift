/// What a picture's headers say, for those who look at one without checking it. Nothing is decoded.
public struct PictureFacts: Sendable, Hashable {
    /// The format.
    public let format: SourceFormat
    /// Width in pixels, as the file stores them.
    public private(set) var width = 0
    /// Height in pixels, as the file stores them.
    public private(set) var height = 0
    /// What a pixel is, by Pillow's name: `1`, `L`, `LA`, `P`, `I;16`, `RGB`, `RGBA` or `CMYK`.
    public private(set) var mode = "RGB"
    /// Bits of a sample.
    public private(set) var bitDepth = 8
    /// How it is turned, as EXIF counts, 1 to 8.
    public private(set) var orientation = 1
    /// Whether there is EXIF.
    public private(set) var hasEXIF = false
    /// Whether its EXIF says where on Earth it was made.
    public private(set) var hasPosition = false
    /// Whether there is a colour profile.
    public private(set) var hasProfile = false
    /// How many pictures there are; more than 1 in an animation.
    public private(set) var frames = 1
    /// Whether it is a JPEG that is refined by and by.
    public private(set) var isProgressive = false

    /// Reads a picture's headers.
    ///
    /// - Throws: an `ImageFault` where the bytes are no picture that is read, or its header is wrong.
    ///   What comes after the size may be broken.
    public init(_ bytes: RawSpan) throws(ImageFault) {
        format = try SourceFormat.of(bytes)
        switch format {
        case .png: try read(png: bytes)
        case .jpeg:
            let header = try JPEGHeader(bytes)
            (width, height) = (header.width, header.height)
            mode = [1: "L", 4: "CMYK"][header.componentCount] ?? "RGB"
            isProgressive = header.isProgressive
            hasProfile = header.profile.isPresent
            read(header.exif)
        case .gif:
            let file = try GIFFile(bytes)
            (width, height, frames) = (file.width, file.height, file.frames)
            mode = "P"
        case .webp:
            let file = try WebPFile(bytes)
            (width, height, frames) = (file.width, file.height, file.frames)
            mode = file.hasAlpha ? "RGBA" : "RGB"
            hasProfile = file.hasProfile
            read(file.exif)
        }
    }

    private mutating func read(png bytes: RawSpan) throws(ImageFault) {
        let header = try PNGHeader(bytes)
        (width, height) = (header.width, header.height)
        bitDepth = Int(header.depth)
        mode =
            switch header.colour {
            case .grey: header.depth == 1 ? "1" : header.depth == 16 ? "I;16" : "L"
            case .greyAlpha: "LA"
            case .palette: "P"
            case .rgb: "RGB"
            case .rgba: "RGBA"
            }
        guard let chunks = try? PNGChunks(bytes, header, sums: false, texts: true) else { return }
        frames = chunks.frames
        hasProfile = chunks.profile.isPresent
        read(chunks.exif)
    }

    private mutating func read(_ exif: EXIF) {
        (orientation, hasEXIF, hasPosition) = (exif.orientation, exif.isPresent, exif.hasPosition)
    }
}
