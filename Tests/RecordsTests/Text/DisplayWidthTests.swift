import Testing

@testable import Records

@Suite struct DisplayWidthTests {
    struct Case: Sendable {
        var text: String
        var columns: Int
    }

    @Test(arguments: [
        Case(text: "", columns: 0),
        Case(text: "shard-1", columns: 7),
        Case(text: "é", columns: 1),
        Case(text: "e\u{301}", columns: 1),
        Case(text: "画像", columns: 4),
        Case(text: "ｶﾅ", columns: 2),
        Case(text: "한국", columns: 4),
        Case(text: "\u{1112}\u{1161}\u{11AB}", columns: 2),
        Case(text: "🦜", columns: 2),
        Case(text: "a\u{200B}b", columns: 2),
        Case(text: "\u{1B}", columns: 0),
    ])
    func `text takes the columns that a terminal gives it`(sample: Case) {
        #expect(DisplayWidth.columns(of: sample.text) == sample.columns)
    }

    struct Cut: Sendable {
        var text: String
        var limit: Int
        var result: String
    }

    @Test(arguments: [
        Cut(text: "shard", limit: 5, result: "shard"),
        Cut(text: "shard", limit: 4, result: "sha…"),
        Cut(text: "画像画像", limit: 8, result: "画像画像"),
        Cut(text: "画像画像", limit: 7, result: "画像画…"),
        Cut(text: "画像画像", limit: 6, result: "画像…"),
        Cut(text: "ae\u{301}o", limit: 2, result: "a…"),
        Cut(text: "ae\u{301}o\u{301}u", limit: 3, result: "ae\u{301}…"),
        Cut(text: "long", limit: 1, result: "…"),
        Cut(text: "long", limit: 0, result: ""),
    ])
    func `a cut text fits, and characters stay whole`(cut: Cut) {
        let text = DisplayWidth.prefix(cut.text, columns: cut.limit)
        #expect(Array(text.utf8) == Array(cut.result.utf8))
        #expect(DisplayWidth.columns(of: text) <= cut.limit)
    }
}
