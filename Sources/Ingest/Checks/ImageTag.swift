/// A tag that stands for a picture: `<image>`, or with a number as in `<image1>`, `<image 1>` and
/// `<image_1>`.
struct ImageTag {
    /// The number, of at most three digits.
    var number: Int?
    /// How many bytes the tag has.
    var byteCount: Int

    /// The tag that begins at a byte, or nothing if none does.
    init?(at start: Int, in bytes: borrowing Span<UInt8>) {
        guard ByteMatch.has("<image", at: start, in: bytes) else { return nil }
        var index = start + 6
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: ">") {
            byteCount = 7
            return
        }
        if bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "_") { index += 1 }
        let digits = index
        var value = 0
        while index < bytes.count, index - digits < 3, (48...57).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 48)
            index += 1
        }
        guard index > digits, index < bytes.count, bytes[index] == UInt8(ascii: ">") else {
            return nil
        }
        number = value
        byteCount = index + 1 - start
    }

    /// The text with the first tag of each number as `<image>` and later ones as `image 1`; nothing
    /// where the numbers do not come as 1, 2, … up to the number of pictures, or plain tags stand
    /// beside them.
    static func replacingNumbers(in text: String, imageCount: Int) -> String? {
        let bytes = text.utf8.span
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var seen = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<"), let tag = ImageTag(at: index, in: bytes) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            guard let number = tag.number, number >= 1, number <= seen + 1 else { return nil }
            if number == seen + 1 {
                seen += 1
                result.append(contentsOf: "<image>".utf8)
            } else {
                result.append(contentsOf: "image \(number)".utf8)
            }
            index += tag.byteCount
        }
        return seen == imageCount ? String(decoding: result, as: UTF8.self) : nil
    }
}
