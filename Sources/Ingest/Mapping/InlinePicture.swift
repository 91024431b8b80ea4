import Storage

/// A picture whose bytes stand in a row of text: as a data URL, or as plain Base64, which is told from
/// a path by the first bytes of the formats there are.
enum InlinePicture {
    /// The first characters of PNG, JPEG, GIF and WebP files in Base64.
    private static let starts = ["iVBORw0KGgo", "/9j/", "R0lGOD", "UklGR"]
    /// No picture of those formats is shorter.
    private static let minimumCount = 48

    /// The picture in a text; nothing where the text is a path.
    ///
    /// - Throws: where it is meant to hold a picture and does not.
    static func bytes(in text: String) throws(Refusal) -> ByteSlice? {
        let characters = text.utf8
        // Most texts are short paths.
        guard characters.count >= minimumCount || characters.first == UInt8(ascii: "d") else {
            return nil
        }
        let encoded: Substring.UTF8View
        if characters.starts(with: "data:".utf8) {
            guard let comma = characters.firstIndex(of: UInt8(ascii: ",")),
                characters[..<comma].suffix(7).elementsEqual(";base64".utf8)
            else {
                throw Refusal(.inlineImage, "the row holds a data URL that is not Base64")
            }
            encoded = characters[characters.index(after: comma)...]
        } else {
            guard characters.count >= minimumCount,
                starts.contains(where: { characters.starts(with: $0.utf8) })
            else { return nil }
            encoded = characters[...]
        }
        guard let bytes = Base64.decode(encoded) else {
            throw Refusal(.inlineImage, "the picture in the row is not Base64")
        }
        return ByteSlice(bytes)
    }
}
