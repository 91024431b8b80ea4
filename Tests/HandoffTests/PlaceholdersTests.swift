import Records
import Testing

@testable import Handoff

@Suite struct PlaceholdersTests {
    struct Case: Sendable {
        var text: String
        var pictures: Int
        var form = TargetFacts.TextForm.text
        var expected: String?
    }

    @Test(arguments: [
        Case(text: "What?", pictures: 2, expected: "<image><image>[What?]"),
        Case(text: "What?", pictures: 0, expected: "[What?]"),
        Case(text: "In <image>, what?", pictures: 1, expected: "[In <image>, what?]"),
        Case(text: "In <image>, what?", pictures: 2, expected: nil),
        Case(text: "<image> what?", pictures: 0, expected: nil),
        Case(text: "What?", pictures: 2, form: .picturesFirst, expected: "[What?]"),
        Case(
            text: "<image>\n<image> What?", pictures: 2, form: .picturesFirst, expected: "[What?]"),
        Case(text: "In <image>, what?", pictures: 1, form: .picturesFirst, expected: nil),
    ])
    func `a text has a mark for each picture`(_ test: Case) throws {
        let picture = Phase.picture(Phase.png(1, 1)).picture
        let question = Question(
            id: "q", source: "s", split: "train", capability: .fine, text: test.text, answer: "",
            pictures: Array(repeating: picture, count: test.pictures))
        let text = try? Placeholders.text(
            of: question, test.form, Instruction(before: "[", behind: "]"))
        #expect(text == test.expected)
    }
}
