import Records
import Testing

@testable import Manifests

@Suite struct TextRulesTests {
    private let type = ValueType<TextRules>.object(TextRules.schema)

    @Test func `nothing given means the defaults`() throws {
        #expect(try RuleReading.read(type, "{}").value == TextRules())
    }

    @Test func `every key is read, and written as it is read`() throws {
        let yaml = """
            {max_question_bytes: 1KiB, max_answer_bytes: 10, max_target_bytes: 20, max_images: 3,
             min_question_characters: 4, max_combining_marks: 5, degenerate: reject,
             normalisation: normalise, control_characters: reject, invisible_characters: ignore,
             replacement_characters: reject, lookalikes: normalise, answer_leak: reject,
             special_tokens: {action: warn, allow: ['</s>'], also: ['<x>']},
             image_tags: {missing: prepend, numbered: replace},
             answer: {lists: join, separator: ' / ', booleans: yes_no}}
            """
        var rules = TextRules()
        (rules.maxQuestionBytes, rules.maxAnswerBytes, rules.maxTargetBytes) = (1024, 10, 20)
        (rules.maxImages, rules.minQuestionCharacters, rules.maxCombiningMarks) = (3, 4, 5)
        (rules.degenerate, rules.normalisation) = (.reject, .normalise)
        (rules.controlCharacters, rules.invisibleCharacters) = (.reject, .ignore)
        (rules.replacementCharacters, rules.lookalikes) = (.reject, .normalise)
        rules.answerLeak = .reject
        rules.specialTokens.action = .warn
        (rules.specialTokens.allow, rules.specialTokens.also) = (["</s>"], ["<x>"])
        (rules.imageTags.missing, rules.imageTags.numbered) = (.prepend, .replace)
        (rules.answer.lists, rules.answer.separator) = (.join, " / ")
        rules.answer.booleans = .yesNo
        #expect(try RuleReading.read(type, yaml).value == rules)
        #expect(try RuleReading.roundTrip(type, rules) == rules)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var yaml: String
        var message: String
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Case(yaml: "{max_images: 0}", message: "`v.max_images`"),
        Case(yaml: "{degenerate: drop}", message: "`ignore`, `warn` or `reject`"),
        Case(yaml: "{normalisation: nfc}", message: "`keep` or `normalise`"),
        Case(yaml: "{image_tags: {missing: warn}}", message: "`v.image_tags.missing`"),
        Case(yaml: "{answer: {list: first}}", message: "`list` is not known"),
        Case(yaml: "{special_tokens: reject}", message: "a mapping"),
    ])
    func `a wrong value is named`(given: Case) throws {
        let faults = try RuleReading.read(type, given.yaml).faults
        #expect(faults.count == 1)
        #expect(faults.first?.message.contains(given.message) == true, "\(faults)")
        #expect(faults.first?.location != nil)
    }
}
