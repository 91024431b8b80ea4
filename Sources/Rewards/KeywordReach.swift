/// Which keywords a policy can name at all: those whose words are all in its vocabulary. What cannot be
/// named earns nothing, whatever is trained.
public struct KeywordReach: Sendable {
    private let words: Set<Substring>

    /// The reach of a policy with these words; what stands in angle brackets is no word of a text.
    public init(vocabulary: some Sequence<String>) {
        words = Set(
            vocabulary.lazy.filter { !$0.hasPrefix("<") }.flatMap { PhraseWords.of($0) })
    }

    /// The words of a question's keywords that the vocabulary lacks, if that keeps the policy from
    /// naming any of the keywords; empty otherwise.
    public func lacking(for keywords: [String]) -> [String] {
        let phrases = keywords.map(PhraseWords.of)
        let missing = phrases.map { phrase in phrase.filter { !words.contains($0) } }
        let isNamed = zip(phrases, missing).contains { !$0.isEmpty && $1.isEmpty }
        guard !isNamed else { return [] }
        var seen: Set<Substring> = []
        return missing.joined().filter { seen.insert($0).inserted }.map(String.init)
    }
}
