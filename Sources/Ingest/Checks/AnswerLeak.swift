/// Tells whether a question gives its answer away: as `\boxed{…}`, between `<answer>` tags, or after
/// the words "answer is" at the end of a sentence.
enum AnswerLeak {
    /// Whether it does.
    ///
    /// - Parameters:
    ///   - hasBackslash: whether there is a backslash in the question.
    ///   - mayNameAnswer: whether the word "answer" may be in it.
    static func gives(
        _ answer: String, in question: String, hasBackslash: Bool = true,
        mayNameAnswer: Bool = true
    ) -> Bool {
        let wanted = trimmed(Array(answer.utf8)[...])
        guard !wanted.isEmpty, wanted.count <= maximumByteCount else { return false }
        let bytes = question.utf8.span
        return hasBackslash && isBoxed(wanted, in: bytes)
            || mayNameAnswer && (isTagged(wanted, in: bytes) || isStated(wanted, in: bytes))
    }

    /// The most bytes of an answer that is looked for: so each place costs little.
    private static let maximumByteCount = 256
    /// How many bytes of blanks and `$` may stand around it.
    private static let slack = 64

    private static let boxed = Array(#"\boxed{"#.utf8)
    private static let opening = Array("<answer>".utf8)
    private static let closing = Array("</answer>".utf8)
    private static let word = Array("answer".utf8)

    private static func isBoxed(_ wanted: [UInt8], in bytes: borrowing Span<UInt8>) -> Bool {
        var from = 0
        while let start = ByteMatch.first(boxed, from: from, in: bytes) {
            var depth = 1
            var end = start + boxed.count
            let limit = min(bytes.count, end + wanted.count + slack)
            while end < limit {
                if bytes[end] == UInt8(ascii: "{") { depth += 1 }
                if bytes[end] == UInt8(ascii: "}") { depth -= 1 }
                if depth == 0 { break }
                end += 1
            }
            if depth == 0, isEqual(start + boxed.count, end, wanted, in: bytes) { return true }
            from = start + boxed.count
        }
        return false
    }

    private static func isTagged(_ wanted: [UInt8], in bytes: borrowing Span<UInt8>) -> Bool {
        var from = 0
        while let start = ByteMatch.first(opening, from: from, in: bytes) {
            from = start + opening.count
            let limit = min(bytes.count, from + wanted.count + slack)
            for end in from..<limit where ByteMatch.has(closing, at: end, in: bytes) {
                if isEqual(from, end, wanted, in: bytes) { return true }
            }
        }
        return false
    }

    private static func isStated(_ wanted: [UInt8], in bytes: borrowing Span<UInt8>) -> Bool {
        var from = 0
        while let start = ByteMatch.first(word, from: from, in: bytes, ignoringCase: true) {
            from = start + word.count
            var index = from
            if ByteMatch.has(" is", at: index, in: bytes) {
                index += 3
            } else if !ByteMatch.has(":", at: index, in: bytes) {
                continue
            }
            while index < bytes.count, isOrnament(bytes[index]) { index += 1 }
            guard ByteMatch.has(wanted, at: index, in: bytes, ignoringCase: true) else { continue }
            var end = index + wanted.count
            while end < bytes.count, isOrnament(bytes[end]), bytes[end] != 0x0A { end += 1 }
            if end < bytes.count, bytes[end] == UInt8(ascii: ".") { end += 1 }
            if end == bytes.count || bytes[end] <= 0x20 && endsSentence(at: end, in: bytes) {
                return true
            }
        }
        return false
    }

    /// Whether a sentence ends at a blank: a full stop before it, or a line's end.
    private static func endsSentence(at end: Int, in bytes: borrowing Span<UInt8>) -> Bool {
        bytes[end] == 0x0A || bytes[end] == 0x0D || bytes[end - 1] == UInt8(ascii: ".")
    }

    /// What may stand around an answer: blanks, and marks of emphasis or mathematics.
    private static func isOrnament(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ":"), UInt8(ascii: "$"), UInt8(ascii: "*"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""):
            true
        default: false
        }
    }

    private static func isEqual(
        _ start: Int, _ end: Int, _ wanted: [UInt8], in bytes: borrowing Span<UInt8>
    ) -> Bool {
        var found: [UInt8] = []
        for index in start..<end { found.append(bytes[index]) }
        return trimmed(found[...]) == wanted
    }

    /// Bytes without blanks and `$` at their ends.
    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        func isOuter(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "$") }
        var bytes = bytes.drop(while: isOuter)
        while let last = bytes.last, isOuter(last) { bytes.removeLast() }
        return Array(bytes)
    }
}
