public import Records

/// Tells a picture's format and size from its first bytes. Names and extensions are not looked at.
public enum ImageHeader {
    /// The format, and width and height in pixels as the file stores them (an orientation in its
    /// metadata is not applied).
    ///
    /// - Throws: an `ImageFault` where the bytes are not PNG or JPEG, or their header is wrong.
    public static func read(
        _ bytes: [UInt8]
    ) throws(ImageFault) -> (format: Picture.Format, width: Int, height: Int) {
        guard !bytes.isEmpty else { throw ImageFault(ImageFault.empty, "there are no bytes") }
        if bytes.starts(with: PNGFile.signature) {
            let header = try PNGFile.header(bytes)
            return (.png, header.width, header.height)
        }
        if bytes.starts(with: [0xFF, 0xD8]) {
            let header = try JPEGFile.header(bytes)
            return (.jpeg, header.width, header.height)
        }
        if let name = otherFormat(bytes) {
            throw ImageFault(ImageFault.unsupported, "\(name); PNG and JPEG are read")
        }
        throw ImageFault(
            ImageFault.notRecognised,
            "the bytes begin with \(beginning(bytes)); PNG and JPEG are read")
    }

    /// The name of another format that the bytes begin like.
    private static func otherFormat(_ bytes: [UInt8]) -> String? {
        func holds(_ text: String, at offset: Int = 0) -> Bool {
            bytes.dropFirst(offset).starts(with: text.utf8)
        }
        if holds("GIF8") { return "a GIF" }
        if holds("RIFF") && holds("WEBP", at: 8) { return "a WebP" }
        if holds("BM") && bytes.count > 26 { return "a BMP" }
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
            return "a TIFF"
        }
        if bytes.starts(with: [0, 0, 1, 0]) { return "an ICO" }
        if holds("ftyp", at: 4) {
            let brand = String(decoding: bytes.dropFirst(8).prefix(4), as: UTF8.self)
            return "an ISO media file of brand \(brand)"
        }
        let start = String(decoding: bytes.prefix(256), as: UTF8.self)
        if start.contains("<svg") || start.contains("<!DOCTYPE svg") { return "an SVG" }
        // A signature that has lost its line end's bytes, as text transfers do.
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            return "a PNG whose bytes were changed as if they were text"
        }
        return nil
    }

    private static func beginning(_ bytes: [UInt8]) -> String {
        bytes.prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined(separator: " ")
    }
}
