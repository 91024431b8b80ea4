/// The words of a text or a keyword: what is compared when phrases are looked for.
enum PhraseWords {
    /// Lower-cased runs of letters and digits.
    static func of(_ text: String) -> [Substring] {
        text.lowercased().split { !($0.isLetter || $0.isNumber) }
    }

    /// Whether a phrase's words stand side by side among others.
    static func hold(_ words: [Substring], _ phrase: [Substring]) -> Bool {
        guard !phrase.isEmpty, phrase.count <= words.count else { return false }
        return (0...(words.count - phrase.count)).contains { start in
            words[start..<(start + phrase.count)].elementsEqual(phrase)
        }
    }
}
