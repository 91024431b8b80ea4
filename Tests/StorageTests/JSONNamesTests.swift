import Storage
import Testing

@Suite struct JSONNamesTests {
    @Test func `names are told apart by their bytes`() {
        let names = JSONNames(["answer", "", "caf\u{E9}", "question"])
        #expect(names.contains("answer"))
        #expect(names.contains(""))
        #expect(names.contains("caf\u{E9}"))
        #expect(!names.contains("answers"))
        #expect(!names.contains("Answer"))
        #expect(!names.contains("cafe\u{301}"))
        #expect(!names.contains("question1"))
    }

    @Test func `no names hold none`() { #expect(!JSONNames([]).contains("")) }
}
