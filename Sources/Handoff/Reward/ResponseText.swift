import Records

/// A response, cut out of the whole text that OpenRLHF hands to its reward.
///
/// `query` is what the policy read and wrote, decoded with its special tokens; `prompt` is the text
/// before pictures became tokens. Both end alike, up to the first picture from behind.
struct ResponseText: Sendable, Hashable {
    /// The response, without the special tokens that end it.
    var text: String
    /// Whether it ended by itself: one that was cut off has no special token at its end.
    var isFinished: Bool

    /// A response that was told apart from its prompt.
    init(text: String, isFinished: Bool) {
        self.text = text
        self.isFinished = isFinished
    }

    /// The text behind the first place where the longest end of the prompt stands that the query holds.
    ///
    /// - Throws: a `Fault` if that is neither the whole prompt nor holds a special token: what is left
    ///   of the prompt may then stand anywhere.
    init(query: String, prompt: String) throws(Fault) {
        let (query, prompt) = (Array(query.utf8), Array(prompt.utf8))
        let (count, end) = ResponseText.longestEnd(of: prompt, in: query)
        guard
            count == prompt.count || ResponseText.holdsToken(prompt[(prompt.count - count)...])
        else {
            throw Fault(
                .badInput,
                "a query does not begin with its prompt, so that nobody can tell where the response "
                    + "starts: of the prompt's end it holds \(count) of \(prompt.count) bytes",
                remedy: "let the trainer cut no prompts: raise `prompt_tokens` of the export")
        }
        let response = query[end...]
        let words = ResponseText.withoutTokens(response)
        isFinished = words.count < response.count
        text = String(decoding: words, as: UTF8.self)
    }

    /// How many bytes of a prompt's end a query holds, and where behind the first such place is.
    ///
    /// Knuth, Morris and Pratt's search from behind: linear in both, whatever they say.
    private static func longestEnd(of prompt: [UInt8], in query: [UInt8]) -> (Int, Int) {
        let pattern = Array(prompt.reversed())
        var borders = [Int](repeating: 0, count: pattern.count)
        var length = 0
        for index in pattern.indices.dropFirst() {
            while length > 0, pattern[index] != pattern[length] { length = borders[length - 1] }
            if pattern[index] == pattern[length] { length += 1 }
            borders[index] = length
        }
        var longest = (count: 0, end: 0)
        length = 0
        for start in query.indices.reversed() where !pattern.isEmpty {
            while length == pattern.count || length > 0 && pattern[length] != query[start] {
                length = borders[length - 1]
            }
            if pattern[length] == query[start] { length += 1 }
            if length > 0, length >= longest.count { longest = (length, start + length) }
        }
        return longest
    }

    /// Whether a text holds a whole special token, as models write them: `<|im_end|>`, `</s>`,
    /// `<image>`, `[/INST]`.
    private static func holdsToken(_ text: ArraySlice<UInt8>) -> Bool {
        var start: Int?
        for (index, byte) in zip(text.indices, text) {
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: "["): start = index
            case UInt8(ascii: ">"), UInt8(ascii: "]"):
                guard let opening = start else { continue }
                let name = text[(opening + 1)..<index]
                // In square brackets only capitals are one: `[1]` and `[sic]` are a writer's.
                let isToken =
                    byte == UInt8(ascii: ">")
                    ? text[opening] == UInt8(ascii: "<")
                    : text[opening] == UInt8(ascii: "[") && name.allSatisfy(isOfCapitals)
                if isToken, !name.isEmpty { return true }
                start = nil
            case _ where isSpace(byte): start = nil
            default: break
            }
        }
        return false
    }

    private static func isOfCapitals(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "/")
    }

    /// A text without the tokens that end a turn, and without the white space around them.
    private static func withoutTokens(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = text
        while true {
            var words = rest
            while let last = words.last, isSpace(last) { words.removeLast() }
            guard let start = startOfToken(endingIn: words) else { break }
            rest = words[..<start]
        }
        guard rest.count < text.count else { return text }
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }

    private static let plainTokens = ["</s>", "<eos>", "<end_of_turn>"].map { Array($0.utf8) }

    private static func startOfToken(endingIn text: ArraySlice<UInt8>) -> Int? {
        for token in plainTokens where text.suffix(token.count).elementsEqual(token) {
            return text.endIndex - token.count
        }
        guard text.suffix(2).elementsEqual("|>".utf8) else { return nil }
        let name = text.dropLast(2)
        let stops = [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|")]
        guard let bar = name.lastIndex(where: { stops.contains($0) }), bar > name.startIndex,
            name[bar] == UInt8(ascii: "|"), name[bar - 1] == UInt8(ascii: "<")
        else { return nil }
        return bar - 1
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
