/// Decodes PNG and JPEG to RGB, strictly: whatever a library would only warn of is a fault.
///
/// PNG of any kind: palettes and grey become RGB, 16 bits lose their lower byte, alpha is laid over
/// white, an animation gives its first picture, colour profiles and gamma are passed over. JPEG of
/// one, three or four components (CMYK as Adobe writes it, inverted), baseline or progressive. An
/// orientation in the metadata is not applied.
public enum ImageDecoder {
    /// The pixels of a picture.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - limits: checked on the header, before memory is taken.
    /// - Throws: an `ImageFault` with its reason.
    public static func decode(
        _ bytes: RawSpan, limits: ImageLimits
    ) throws(ImageFault) -> PixelImage {
        switch try SourceFormat.of(bytes) {
        case .png:
            let header = try PNGHeader(bytes)
            try check(header.width, header.height, bytes, limits)
            let chunks = try PNGChunks(bytes, header, sums: true, texts: true)
            if let refusal = chunks.refusal { throw refusal }
            guard chunks.end != nil else {
                throw ImageFault(ImageFault.truncated, "the file ends before its end mark")
            }
            return try PNGDecoder.with(bytes, header) { rows throws(ImageFault) in
                try rows.readAll()
            }
        case .jpeg:
            let header = try JPEGHeader(bytes)
            try check(header.width, header.height, bytes, limits)
            return try JPEGDecoder.with(bytes, header) { rows throws(ImageFault) in
                try rows.readAll()
            }
        case .gif, .webp:
            throw ImageFault(
                ImageFault.unsupportedFormat, "a GIF or WebP; pictures are stored as PNG or JPEG")
        }
    }

    /// The pixels of a picture in memory.
    public static func decode(
        _ bytes: [UInt8], limits: ImageLimits
    ) throws(ImageFault) -> PixelImage {
        try decode(unsafe bytes.span.bytes, limits: limits)
    }

    private static func check(
        _ width: Int, _ height: Int, _ bytes: RawSpan, _ limits: ImageLimits
    ) throws(ImageFault) {
        try limits.check(width: width, height: height, byteCount: bytes.byteCount)
        try ImageLimits.unlimited.check(width: width, height: height, byteCount: bytes.byteCount)
    }
}
