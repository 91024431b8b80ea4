import Testing

@testable import Ingest

@Suite struct LookalikesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var ascii: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(text: "１３", ascii: "13"), Case(text: "−5", ascii: "-5"),
        Case(text: "–5", ascii: "-5"), Case(text: "x = –5", ascii: "x = -5"),
        Case(text: "Ａ", ascii: "A"), Case(text: "50％", ascii: "50%"),
        Case(text: "٣٫٥", ascii: "3.5"), Case(text: "𝟏𝟐", ascii: "12"),
        Case(text: "𝐀𝑏", ascii: "Ab"),
        Case(text: "\u{410}", ascii: "A"), Case(text: "\u{421}m", ascii: "Cm"),
        Case(text: "\u{391}\u{392}c", ascii: "ABc"), Case(text: "3∕4", ascii: "3/4"),
    ])
    func `what looks like ASCII is found and written as ASCII`(given: Case) {
        #expect(Lookalikes.first(in: given.text) != nil)
        #expect(Lookalikes.normalised(given.text) == given.ascii)
    }

    @Test(arguments: [
        "13", "5–10", "red – blue", "Москва", "Москва x", "α = 3", "苹果，香蕉（两个）", "café", "x²",
        "3 × 4", "5 – 10", "", "90°", "π", "Όχι",
    ])
    func `what is written in its own right is left alone`(text: String) {
        #expect(Lookalikes.first(in: text) == nil)
        #expect(Lookalikes.normalised(text) == text)
    }
}
