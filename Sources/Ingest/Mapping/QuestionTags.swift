/// What in a text is markup to a trainer: `<image>` tags and tokens of chat templates.
struct QuestionTags {
    /// How many `<image>` tags there are.
    private(set) var imageCount = 0
    /// Whether there is nothing else but blanks.
    private(set) var isOtherwiseBlank = true
    /// A token of the form `<|name|>`, which chat templates act on, if there is one.
    private(set) var specialToken: String?

    private static let imageTag = Array("<image>".utf8)

    /// Looks through a text.
    init(_ text: String) {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<") {
                if bytes[index...].starts(with: Self.imageTag) {
                    imageCount += 1
                    index += Self.imageTag.count
                    continue
                }
                if specialToken == nil { specialToken = Self.token(in: bytes[index...]) }
            }
            if byte > 0x20 { isOtherwiseBlank = false }
            index += 1
        }
    }

    /// The token that the bytes begin with: `<|`, 1 to 40 letters, digits or underscores, `|>`.
    private static func token(in bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.starts(with: "<|".utf8) else { return nil }
        let name = bytes.dropFirst(2).prefix(40).prefix { byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "_"): true
            default: false
            }
        }
        guard !name.isEmpty, bytes.dropFirst(2 + name.count).starts(with: "|>".utf8) else {
            return nil
        }
        return "<|\(String(decoding: name, as: UTF8.self))|>"
    }
}
