/// Words, compared without regard to case, spaces and articles.
enum FoldedWords {
    /// Lower case, one space between words and none beside signs, no articles before words.
    static func fold(_ text: [UInt8]) -> [UInt8] {
        var lowered = text
        if text.contains(where: { $0 >= 128 }) {
            lowered = Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
        }
        var result: [UInt8] = []
        result.reserveCapacity(lowered.count)
        var hasGap = false
        for index in lowered.indices {
            let byte = lowered[index]
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "_") {
                hasGap = true
                continue
            }
            if hasGap, let last = result.last, !isSign(last), !isSign(byte) {
                result.append(UInt8(ascii: " "))
            }
            hasGap = false
            result.append(isMega(lowered, index) ? byte : AnswerText.lower(byte))
        }
        return withoutArticles(result)
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 33, 38...45, 47, 58...62, 91...94, 123...125: true
        default: false
        }
    }

    /// Whether an `M` is that of `5 MW`, which is not 5 mW.
    private static func isMega(_ text: [UInt8], _ index: Int) -> Bool {
        guard text[index] == UInt8(ascii: "M"), index > 0, index + 1 < text.count,
            megas.contains(text[index + 1])
        else { return false }
        let before = text[..<index].last { $0 != UInt8(ascii: " ") }
        return before.map { $0 &- 48 < 10 } ?? false
    }

    private static let megas = Array("WVAJHPN".utf8)

    /// "a circle" without "a", but `a + b` and `a b` as they are.
    private static func withoutArticles(_ text: [UInt8]) -> [UInt8] {
        for article in articles where text.count > article.count + 1 && text.starts(with: article) {
            let rest = text[article.count...]
            if rest.prefix(2).allSatisfy({ AnswerText.isLetter($0) || $0 >= 128 }) {
                return Array(rest)
            }
        }
        return text
    }

    /// Whether a folded text says yes or no; nothing if neither. If it may go on, what follows a comma
    /// is passed over.
    static func truth(_ text: [UInt8], mayGoOn: Bool) -> Bool? {
        let word = mayGoOn ? text.prefix { $0 != UInt8(ascii: ",") } : text[...]
        let rest = text.dropFirst(word.count + 1)
        // "yes, no" says neither.
        if (yes + no).contains(where: { rest.starts(with: $0) }) { return nil }
        if yes.contains(where: { word.elementsEqual($0) }) { return true }
        if no.contains(where: { word.elementsEqual($0) }) { return false }
        return nil
    }

    /// The digits of a small number that is written as a word.
    static func number(_ text: [UInt8]) -> [UInt8]? {
        guard text.count <= 9, let first = text.first, AnswerText.lower(first) &- 97 < 26 else {
            return nil
        }
        let word = fold(text)
        return numbers.firstIndex { word.elementsEqual($0) }.map { Array("\($0)".utf8) }
    }

    private static let articles = ["a ", "an ", "the "].map { Array($0.utf8) }
    private static let yes = ["yes", "true"].map { Array($0.utf8) }
    private static let no = ["no", "false"].map { Array($0.utf8) }
    private static let numbers = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen", "twenty",
    ].map { Array($0.utf8) }
}
