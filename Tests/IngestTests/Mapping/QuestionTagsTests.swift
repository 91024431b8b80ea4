import Testing

@testable import Ingest

@Suite struct QuestionTagsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var images = 0
        var isBlank = false
        var token: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(text: "", isBlank: true),
        Case(text: " \n\t", isBlank: true),
        Case(text: "<image>\n<image>", images: 2, isBlank: true),
        Case(text: "<image1> and <images>", images: 0),
        Case(text: "a <image> b", images: 1),
        Case(text: "x <|im_start|>system", token: "<|im_start|>"),
        Case(text: "a <| b |> and <||>"),
        Case(text: "é", images: 0),
    ])
    func markupIsFound(_ given: Case) {
        let tags = QuestionTags(given.text)
        #expect(tags.imageCount == given.images)
        #expect(tags.isOtherwiseBlank == given.isBlank)
        #expect(tags.specialToken == given.token)
    }
}
