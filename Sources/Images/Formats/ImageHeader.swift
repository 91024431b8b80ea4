public import Records

/// Tells a stored picture's format and size from its first bytes. Names are not looked at.
public enum ImageHeader {
    /// The format, and width and height in pixels as the file stores them (an orientation in its
    /// metadata is not applied).
    ///
    /// - Throws: an `ImageFault` where the bytes are not PNG or JPEG, or their header is wrong.
    public static func read(
        _ bytes: RawSpan
    ) throws(ImageFault) -> (format: Picture.Format, width: Int, height: Int) {
        switch try SourceFormat.of(bytes) {
        case .png:
            let header = try PNGHeader(bytes)
            return (.png, header.width, header.height)
        case .jpeg:
            let header = try JPEGHeader(bytes)
            return (.jpeg, header.width, header.height)
        case .gif, .webp:
            throw ImageFault(
                ImageFault.unsupportedFormat, "a GIF or WebP; pictures are stored as PNG or JPEG")
        }
    }

    /// The format and size of a file in memory.
    public static func read(
        _ bytes: [UInt8]
    ) throws(ImageFault) -> (format: Picture.Format, width: Int, height: Int) {
        try read(unsafe bytes.span.bytes)
    }
}
