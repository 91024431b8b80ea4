import Testing

@testable import Model

@Suite("Words and their tokens")
struct VocabularyTests {
    struct Case: Sendable {
        var text: String
        var words: [String]
    }

    static let cases = [
        Case(
            text: "What color is the shape?", words: ["what", "color", "is", "the", "shape", "?"]),
        Case(text: "more red than blue ?", words: ["more", "red", "than", "blue", "?"]),
        Case(
            text: "(a) well-known, isn't it?!",
            words: [
                "(", "a", ")", "well-known", ",", "isn't", "it", "?", "!",
            ]),
        Case(
            text: " <description> x </description> ",
            words: ["<description>", "x", "</description>"]),
        Case(text: "", words: []),
        Case(text: "?", words: ["?"]),
    ]

    @Test("a text is split at white space and punctuation", arguments: cases)
    func words(testCase: Case) {
        #expect(Vocabulary.words(of: testCase.text) == testCase.words)
    }

    @Test(
        "the vocabulary does not depend on the order of the texts, nor on spellings that are equal")
    func order() {
        let composed = "caf\u{E9}"
        let decomposed = "cafe\u{301}"
        let texts = [["zebra", composed], [decomposed, "un"], ["brun"]]
        let first = Vocabulary(texts: texts)
        let second = Vocabulary(texts: texts.reversed())
        #expect(first.words.map { Array($0.utf8) } == second.words.map { Array($0.utf8) })
        #expect(first.count == Vocabulary.specials.count + 4)
        #expect(first.token(composed) == first.token(decomposed))
    }

    @Test("unknown words share a token, and the end token is not text")
    func unknown() throws {
        let vocabulary = Vocabulary(texts: [["red", "blue"]])
        let tokens = vocabulary.encode(["red", "mauve", "puce"])
        #expect(tokens[1] == tokens[2] && tokens[0] != tokens[1])
        #expect(vocabulary.decode([tokens[0], vocabulary.endToken]) == "red")
    }
}
