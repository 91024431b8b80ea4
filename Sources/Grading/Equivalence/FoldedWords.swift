/// Words, compared without regard to case, spaces and articles.
enum FoldedWords {
    /// Lower case, one space between words, no articles or quotes around.
    static func fold(_ text: [UInt8]) -> [UInt8] {
        var lowered = text
        if text.contains(where: { $0 >= 128 }) {
            lowered = Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
        } else {
            for index in lowered.indices { lowered[index] = AnswerText.lower(lowered[index]) }
        }
        var words = lowered.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "_") }
        while words.count > 1, let first = words.first,
            articles.contains(where: { first.elementsEqual($0) })
        {
            words.removeFirst()
        }
        return Array(words.joined(separator: [UInt8(ascii: " ")]))
    }

    /// Whether a folded text says yes or no; nothing if neither.
    static func truth(_ text: [UInt8]) -> Bool? {
        let word = text.prefix { $0 != UInt8(ascii: ",") }
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

    private static let articles = ["a", "an", "the"].map { Array($0.utf8) }
    private static let yes = ["yes", "true"].map { Array($0.utf8) }
    private static let no = ["no", "false"].map { Array($0.utf8) }
    private static let numbers = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen", "twenty",
    ].map { Array($0.utf8) }
}
