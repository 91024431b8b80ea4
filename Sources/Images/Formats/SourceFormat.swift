public import Records

/// A format that is read. PNG and JPEG are stored as they are; GIF and WebP can be converted.
public enum SourceFormat: String, Sendable, Hashable, CaseIterable {
    /// Portable Network Graphics, animated or not.
    case png
    /// JPEG, baseline or progressive.
    case jpeg
    /// Graphics Interchange Format, 87a or 89a.
    case gif
    /// WebP, lossy or lossless, animated or not.
    case webp

    /// The stored format that has these bytes.
    public var stored: Picture.Format? {
        switch self {
        case .png: .png
        case .jpeg: .jpeg
        case .gif, .webp: nil
        }
    }

    /// The format of the bytes, told from their beginning.
    ///
    /// - Throws: an `ImageFault` that says what the bytes seem to be instead.
    static func of(_ bytes: RawSpan) throws(ImageFault) -> SourceFormat {
        if bytes.byteCount > 3, bytes[0] == 0xFF, bytes[1] == 0xD8, bytes[2] == 0xFF {
            return .jpeg
        }
        if bytes.byteCount >= 8, bytes.big32(0) == 0x8950_4E47, bytes.big32(4) == 0x0D0A_1A0A {
            return .png
        }
        if bytes.holds("GIF87a") || bytes.holds("GIF89a") { return .gif }
        if bytes.holds("RIFF"), bytes.holds("WEBP", at: 8) { return .webp }
        throw refusal(bytes)
    }

    private static func refusal(_ bytes: RawSpan) -> ImageFault {
        guard !bytes.isEmpty else { return ImageFault(ImageFault.empty, "there are no bytes") }
        if let name = other(bytes) {
            return ImageFault(
                ImageFault.unsupportedFormat, "\(name); PNG, JPEG, GIF and WebP are read")
        }
        if bytes.holds("\u{7F}PNG") || bytes.byteCount > 3 && bytes.big32(0) == 0x8950_4E47 {
            return ImageFault(
                ImageFault.badSignature,
                "a PNG whose first bytes were changed, as transfers of text do")
        }
        return ImageFault(
            ImageFault.notAnImage,
            "the bytes begin with \(beginning(bytes)); PNG, JPEG, GIF and WebP are read")
    }

    /// The name of another format that the bytes begin like.
    private static func other(_ bytes: RawSpan) -> String? {
        if bytes.holds("BM"), bytes.byteCount > 26, bytes.little32(2) <= bytes.byteCount {
            return "a BMP"
        }
        if bytes.holds("II*\0") || bytes.holds("MM\0*") { return "a TIFF" }
        if bytes.byteCount > 6, bytes.big32(0) == 0x0000_0100, bytes[4] > 0 { return "an ICO" }
        if bytes.byteCount > 2, bytes[0] == 0xFF, bytes[1] == 0x0A { return "a JPEG XL" }
        if bytes.holds("\0\0\0\u{0C}JXL ") { return "a JPEG XL" }
        if bytes.holds("\0\0\0\u{0C}jP  ") { return "a JPEG 2000" }
        if bytes.holds("8BPS") { return "a Photoshop document" }
        if bytes.holds("%PDF") { return "a PDF" }
        if bytes.holds("ftyp", at: 4) {
            let end = min(12, bytes.byteCount)
            let brand = String(decoding: bytes.copy(8..<max(8, end)), as: UTF8.self)
            return "an ISO media file of brand `\(brand)`"
        }
        let start = String(decoding: bytes.copy(0..<min(512, bytes.byteCount)), as: UTF8.self)
        return start.contains("<svg") || start.contains("<!DOCTYPE svg") ? "an SVG" : nil
    }

    private static func beginning(_ bytes: RawSpan) -> String {
        bytes.copy(0..<min(8, bytes.byteCount)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined(separator: " ")
    }
}
