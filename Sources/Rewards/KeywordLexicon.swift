/// All keywords that questions have: what a description can be caught naming though it is not there.
///
/// As CHAIR does (Rohrbach et al., arXiv 1809.02156) it counts mentions from a closed list: what no
/// question has as a keyword is neither right nor wrong.
public struct KeywordLexicon: Sendable {
    /// Whether each phrase's words are known, by the words.
    private let phrases: Set<[Substring]>
    private let longest: Int

    /// The lexicon of questions' keywords.
    public init(_ keywords: some Sequence<String>) {
        phrases = Set(keywords.map(PhraseWords.of).filter { !$0.isEmpty })
        longest = phrases.map(\.count).max() ?? 0
    }

    /// How a description compares with a question's keywords.
    public struct Comparison: Sendable, Hashable {
        /// Keywords that it names.
        public var named: Int
        /// Keywords that it misses.
        public var missed: Int
        /// Phrases of the lexicon that it names and that are no keyword of the question.
        public var hallucinated: Int

        /// A comparison; see the properties.
        public init(named: Int = 0, missed: Int = 0, hallucinated: Int = 0) {
            self.named = named
            self.missed = missed
            self.hallucinated = hallucinated
        }
    }

    /// Compares a description with a question's keywords; each phrase counts once, and only the
    /// longest of those that stand within one another: `red apple` is no mention of `apple`.
    public func compare(_ description: String, with keywords: [String]) -> Comparison {
        let words = PhraseWords.of(description)
        let mentioned = mentions(in: words)
        let wanted = Set(keywords.map(PhraseWords.of).filter { !$0.isEmpty })
        // A phrase within a keyword that is there, as `red` in `red car`, is there as well.
        let invented = mentioned.subtracting(wanted).filter { phrase in
            !wanted.contains { PhraseWords.hold($0, phrase) }
        }
        let named = wanted.count { PhraseWords.hold(words, $0) }
        return Comparison(
            named: named, missed: wanted.count - named, hallucinated: invented.count)
    }

    /// The phrases that stand in a text outside of longer ones.
    private func mentions(in words: [Substring]) -> Set<[Substring]> {
        var mentioned: Set<[Substring]> = []
        // Where the phrases end that began before: what ends no later stands within one of them.
        var reached = 0
        for start in words.indices {
            let most = min(longest, words.count - start)
            let length = stride(from: most, to: 0, by: -1).first {
                phrases.contains(Array(words[start..<(start + $0)]))
            }
            guard let length, start + length > reached else { continue }
            reached = start + length
            mentioned.insert(Array(words[start..<reached]))
        }
        return mentioned
    }
}
