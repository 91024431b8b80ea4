import Manifests

/// The tokens that chat templates and tokenizers of vision-language models act on.
///
/// Those of the form `<|name|>` (ChatML, Qwen, Llama 3 and 4, Phi, GLM, Kimi, gpt-oss) are told by
/// their names: a known word, or a name of several words joined by `_`. So `|x|<|y|>|z|` is plain
/// text. DeepSeek's `<｜name｜>` is never that. All others are listed.
struct ChatTokens: Sendable {
    /// Tokens that begin with `<` or `[`, by their second byte.
    private var listed = [[[UInt8]]](repeating: [], count: 256)
    /// Tokens that begin otherwise.
    private var others: [[UInt8]] = []
    /// Tokens that are plain text here.
    private let allowed: [[UInt8]]

    /// The tokens of some rules.
    init(_ rules: TextRules.SpecialTokens) {
        allowed = rules.allow.map { Array($0.utf8) }
        for token in ChatTokens.known + rules.also {
            let bytes = Array(token.utf8)
            if bytes.count > 1, bytes[0] == UInt8(ascii: "<") || bytes[0] == UInt8(ascii: "[") {
                listed[Int(bytes[1])].append(bytes)
            } else if !bytes.isEmpty {
                others.append(bytes)
            }
        }
    }

    /// How many bytes the token has that begins at a `<` or `[`; nothing if none does.
    func length(at start: Int, in bytes: borrowing Span<UInt8>) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        if let length = barred(at: start, in: bytes), !isAllowed(start, length, in: bytes) {
            return length
        }
        for token in listed[Int(bytes[start + 1])]
        where ByteMatch.has(token, at: start, in: bytes) && !allowed.contains(token) {
            return token.count
        }
        return nil
    }

    /// Where the first of the tokens lies that begin otherwise.
    func firstOther(in bytes: borrowing Span<UInt8>) -> Range<Int>? {
        for token in others {
            if let start = ByteMatch.first(token, in: bytes) {
                return start..<(start + token.count)
            }
        }
        return nil
    }

    private func isAllowed(_ start: Int, _ length: Int, in bytes: borrowing Span<UInt8>) -> Bool {
        for token in allowed where token.count == length {
            if ByteMatch.has(token, at: start, in: bytes) { return true }
        }
        return false
    }

    /// How many bytes `<|name|>` or `<｜name｜>` has.
    private func barred(at start: Int, in bytes: borrowing Span<UInt8>) -> Int? {
        guard bytes[start] == UInt8(ascii: "<") else { return nil }
        if bytes[start + 1] == UInt8(ascii: "|") {
            var end = start + 2
            var hasJoint = false
            while end < bytes.count, end - start < 66, ChatTokens.isNamePart(bytes[end]) {
                if bytes[end] == UInt8(ascii: "_") { hasJoint = true }
                end += 1
            }
            guard ByteMatch.has("|>", at: end, in: bytes) else { return nil }
            let name = (start + 2)..<end
            guard hasJoint && name.count >= 6 || ChatTokens.isWord(name, in: bytes) else {
                return nil
            }
            return end + 2 - start
        }
        guard ByteMatch.has("<\u{FF5C}", at: start, in: bytes) else { return nil }
        var end = start + 4
        while end < bytes.count, end - start < 100, bytes[end] != UInt8(ascii: ">"),
            bytes[end] != UInt8(ascii: "<")
        {
            end += 1
        }
        guard end >= start + 8, ByteMatch.has("\u{FF5C}>", at: end - 3, in: bytes) else {
            return nil
        }
        return end + 1 - start
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func isWord(_ name: Range<Int>, in bytes: borrowing Span<UInt8>) -> Bool {
        for word in words where word.count == name.count {
            if ByteMatch.has(word, at: name.lowerBound, in: bytes, ignoringCase: true) {
                return true
            }
        }
        return false
    }
}
