public import Records

/// The words a policy knows, each with its token: its place in the list.
public struct Vocabulary: Sendable, Hashable {
    /// The words by token.
    public let words: [String]
    private let tokens: [String: Int]

    /// Fills the prompt's unused slots.
    public static let padding = "<pad>"
    /// Ends a response.
    public static let end = "<eos>"
    /// Opens a prompt with a picture.
    public static let pictureMarker = "<img>"
    /// Opens a prompt without a picture.
    public static let textMarker = "<txt>"
    /// Stands for every word that training did not have.
    public static let unknown = "<unk>"

    static let specials = [padding, end, pictureMarker, textMarker, unknown]

    /// A vocabulary with exactly these words in this order.
    ///
    /// - Precondition: the special words are among them, and none is twice.
    public init(words: [String]) {
        self.words = words
        tokens = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
        precondition(Vocabulary.specials.allSatisfy { tokens[$0] != nil })
    }

    /// A vocabulary with words that were read from somewhere.
    ///
    /// - Throws: a `Fault` if a word is twice, or a special word is missing.
    public init(checking words: [String]) throws(Fault) {
        var seen: Set<String> = []
        for word in words where !seen.insert(word).inserted {
            throw Fault(.badInput, "the vocabulary has the word `\(word)` twice")
        }
        for word in Vocabulary.specials where !seen.contains(word) {
            throw Fault(.badInput, "the vocabulary lacks `\(word)`")
        }
        self.init(words: words)
    }

    /// The vocabulary of texts: the special words, then every word sorted by its bytes.
    ///
    /// Words that Unicode holds for equal are one word, spelt as the first of them by bytes; so the
    /// order of the texts does not matter.
    public init(texts: some Sequence<[String]>) {
        var spelling: [String: String] = [:]
        for word in texts.joined() {
            if let known = spelling[word], !word.utf8.lexicographicallyPrecedes(known.utf8) {
                continue
            }
            spelling[word] = word
        }
        for word in Vocabulary.specials { spelling[word] = nil }
        let sorted = spelling.values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.init(words: Vocabulary.specials + sorted)
    }

    /// How many words there are.
    public var count: Int { words.count }

    /// The token of a word, or nothing.
    public func token(_ word: String) -> Int? { tokens[word] }

    /// The token of a special word.
    func special(_ word: String) -> Int {
        guard let token = tokens[word] else {
            preconditionFailure("\(word) is in every vocabulary")
        }
        return token
    }

    /// The token that ends a response.
    public var endToken: Int { special(Vocabulary.end) }

    /// The tokens of words; unknown words become `<unk>`.
    public func encode(_ words: [String]) -> [Int] {
        let unknown = special(Vocabulary.unknown)
        return words.map { tokens[$0] ?? unknown }
    }

    /// The tokens of a response's text, whose words stand apart; the opposite of `decode`.
    public func tokens(ofResponse text: String) -> [Int] {
        encode(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// The words of tokens joined by spaces, without the end token.
    public func decode(_ tokens: [Int]) -> String {
        let end = endToken
        return tokens.filter { $0 != end }.map { words[$0] }.joined(separator: " ")
    }
}

extension Vocabulary {
    /// The words of a text: lower-cased, split at white space, with punctuation at a word's ends
    /// taken for words of their own. Words in angle brackets stay whole.
    public static func words(of text: String) -> [String] {
        var result: [String] = []
        for piece in text.lowercased().split(whereSeparator: \.isWhitespace) {
            if piece.first == "<", piece.last == ">" {
                result.append(String(piece))
                continue
            }
            var core = piece
            var after: [String] = []
            while let first = core.first, core.count > 1, isPunctuation(first) {
                result.append(String(first))
                core = core.dropFirst()
            }
            while let last = core.last, core.count > 1, isPunctuation(last) {
                after.append(String(last))
                core = core.dropLast()
            }
            if !core.isEmpty { result.append(String(core)) }
            result.append(contentsOf: after.reversed())
        }
        return result
    }

    private static func isPunctuation(_ character: Character) -> Bool {
        character.isPunctuation && character != "-" && character != "'"
    }
}
