import Testing

@testable import Rewards

@Suite struct KeywordLexiconTests {
    struct Case: Sendable {
        var description: String
        var keywords = ["nw red circle", "e blue star"]
        var expected: KeywordLexicon.Comparison
    }

    static let lexicon = KeywordLexicon([
        "nw red circle", "e blue star", "s red circle", "nw blue star", "star", "Red  Car", "",
    ])

    @Test(arguments: [
        Case(description: "nw red circle e blue star", expected: .init(named: 2)),
        Case(description: "", expected: .init(missed: 2)),
        Case(
            description: "NW red circle, s red circle",
            expected: .init(named: 1, missed: 1, hallucinated: 1)),
        // Twice the same is one mention; what no question has is nothing.
        Case(
            description: "s red circle s red circle w green square",
            expected: .init(missed: 2, hallucinated: 1)),
        Case(description: "nw red circles", expected: .init(missed: 2)),
        // `star` is in `e blue star`, which is there.
        Case(description: "a star", expected: .init(missed: 2)),
        Case(
            description: "a star", keywords: ["red car"],
            expected: .init(missed: 1, hallucinated: 1)),
        Case(
            description: "a red car", keywords: ["red car", "RED CAR"], expected: .init(named: 1)),
        Case(description: "a red car", keywords: [], expected: .init(hallucinated: 1)),
        // Only the longest of phrases that stand within one another is a mention, and one that
        // begins in another and ends behind it stands within none.
        Case(description: "nw blue star", expected: .init(missed: 2, hallucinated: 1)),
        Case(
            description: "nw blue star and a star", keywords: ["red car"],
            expected: .init(missed: 1, hallucinated: 2)),
        Case(
            description: "e blue star red car", keywords: ["blue star red"],
            expected: .init(named: 1, hallucinated: 2)),
    ])
    func `a description names, misses and invents`(_ given: Case) {
        #expect(
            KeywordLexiconTests.lexicon.compare(given.description, with: given.keywords)
                == given.expected)
    }
}
