/// What a picture's name says of its format.
enum PictureName {
    private static let extensions: [(name: StaticString, format: String)] = [
        ("jpg", "jpeg"), ("jpeg", "jpeg"), ("jpe", "jpeg"), ("jfif", "jpeg"), ("png", "png"),
        ("apng", "png"), ("gif", "gif"), ("webp", "webp"), ("bmp", "bmp"), ("dib", "bmp"),
        ("tif", "tiff"), ("tiff", "tiff"), ("ico", "ico"), ("avif", "avif"), ("heic", "heic"),
        ("svg", "svg"),
    ]

    /// The format that the extension of a name or path stands for; nothing where there is none, or
    /// none of a picture.
    static func format(_ name: String) -> String? {
        let bytes = name.utf8
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let suffix = bytes[bytes.index(after: dot)...]
        return extensions.first { known, _ in
            suffix.count == known.utf8CodeUnitCount
                && known.withUTF8Buffer { letters in
                    unsafe zip(letters, suffix).allSatisfy { $0 == $1 | 0x20 }
                }
        }?.format
    }
}
