import Manifests
import Records
import Testing

@testable import Ingest

@Suite struct TextCheckerTests {
    static func question(_ text: String, _ answer: String = "13") -> Question {
        Question(
            id: "1", source: "made", split: "train", capability: .fine, text: text, answer: answer)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var answer = "13"
        var images = 1
        var refusals: [TextReason] = []
        var warnings: [TextReason] = []
        var testDescription: String { "\(text.prefix(40)) | \(answer.prefix(20))" }
    }

    @Test(arguments: [
        Case(text: "<image>Find x."),
        Case(text: "<image>$(touch /tmp/x) `id` '; DROP TABLE t;--"),
        Case(text: "<image>%s%n {0} {{jinja}} {% raw %}"),
        Case(text: "<image>line\u{2028}separator \u{85} next\r\n\tand more"),
        Case(text: "<image>=1+1", answer: "1,234.50"),
        Case(text: "<image>\\frac{1}{2} of x?", answer: "\\frac{3}{4}"),
        Case(text: "<image>图中有几个三角形？", answer: "苹果，香蕉"),
        Case(text: "<image>👩‍👧 or 1️⃣ or é or Việt Nam?", answer: "Москва"),
        Case(text: "<image>می‌خواهم چیست؟", answer: "yes"),
        Case(text: "<image> <image> Which?", images: 2),
    ])
    func `plain text of any script passes`(given: Case) {
        let checker = TextChecker(rules: TextRules())
        let findings = checker.check(
            question: TextCheckerTests.question(given.text, given.answer), imageCount: given.images)
        #expect(findings == TextFindings())
    }

    @Test(arguments: [
        Case(text: "", refusals: [.missingQuestion], warnings: [.imageTagMissing]),
        Case(
            text: " \n\t<image>\u{3000}\u{200B}", refusals: [.missingQuestion],
            warnings: [.controlCharacter]),
        Case(text: "<image>Find x.", answer: " \n", refusals: [.missingAnswer]),
        Case(
            text: "<image>Find x.", answer: "\u{2800}", refusals: [.missingAnswer],
            warnings: [.controlCharacter]),
        Case(text: "<image>Find x.", images: 0, refusals: [.missingImage, .imageTagMismatch]),
        Case(text: "<image>Find x.", images: 65, refusals: [.tooManyImages, .imageTagMismatch]),
        Case(text: "<image><image>x y", refusals: [.imageTagMismatch]),
        Case(text: "<image>x y", images: 2, refusals: [.imageTagMismatch]),
        Case(text: "<image>x y", answer: "<image>", refusals: [.missingAnswer, .imageTagMismatch]),
        Case(text: "<image>x y", answer: "see <image>", refusals: [.imageTagMismatch]),
        Case(text: "Find x.", warnings: [.imageTagMissing]),
        Case(text: "<image>a\0b", refusals: [.controlCharacter]),
        Case(text: "<image>a b", answer: "1\0", refusals: [.controlCharacter]),
        Case(text: "<image>\u{1B}[2J\u{1B}[31mFind x.", warnings: [.controlCharacter]),
        Case(text: "<image>a\u{C}rac{1}{2}", warnings: [.controlCharacter]),
        Case(text: "<image>a\u{7F}b", warnings: [.controlCharacter]),
        Case(text: "<image>a\u{9B}b", warnings: [.controlCharacter]),
        Case(text: "<image>a\u{FFFE}b", warnings: [.controlCharacter]),
        Case(text: "<image>Find \u{202E}x\u{202C}.", warnings: [.controlCharacter]),
        Case(text: "<image>Find\u{200B} \u{2066}y\u{2069}\u{FEFF}.", warnings: [.controlCharacter]),
        Case(text: "<image>a\u{200D}b", warnings: [.controlCharacter]),
        Case(text: "<image>a\u{AD}b \u{E0041}", warnings: [.controlCharacter]),
        Case(text: "<image>caf\u{FFFD} au lait", warnings: [.replacementCharacter]),
        Case(text: "<image>cafe\u{301} au lait", warnings: [.unicodeNormalisation]),
        Case(text: "<image>5 \u{212B} or \u{2126}", warnings: [.unicodeNormalisation]),
        Case(text: "<image>\u{1112}\u{1161}\u{11AB} is", warnings: [.unicodeNormalisation]),
        Case(text: "<image>x", warnings: [.degenerate]),
        Case(text: "<image>???", warnings: [.degenerate]),
        Case(text: "<image>x y", answer: "１３", warnings: [.unicodeLookalike]),
        Case(text: "<image>x y", answer: "−5", warnings: [.unicodeLookalike]),
        Case(text: "<image>x y", answer: "\u{410}", warnings: [.unicodeLookalike]),
        Case(text: "<image>x. The answer is \\boxed{13}.", warnings: [.answerLeak]),
        Case(text: "<image>The answer is: **13**", warnings: [.answerLeak]),
        Case(text: "<image>x? <answer> 13 </answer>", warnings: [.answerLeak]),
    ])
    func `what is wrong is refused or reported`(given: Case) {
        let checker = TextChecker(rules: TextRules())
        let findings = checker.check(
            question: TextCheckerTests.question(given.text, given.answer), imageCount: given.images)
        #expect(findings.refusals.map(\.reason) == given.refusals)
        #expect(findings.warnings.map(\.reason) == given.warnings)
        #expect(findings.question == nil)
    }

    @Test func `a letter under many marks is degenerate`() {
        let checker = TextChecker(rules: TextRules())
        for (count, isDegenerate) in [(3, false), (8, false), (9, true), (5000, true)] {
            let text = "<image>find q" + String(repeating: "\u{301}", count: count)
            let findings = checker.check(
                question: TextCheckerTests.question(text), imageCount: 1)
            #expect(findings.warnings.contains { $0.reason == .degenerate } == isDegenerate)
            if isDegenerate { #expect(findings.warnings.first?.measured == count) }
        }
    }

    @Test func `a text over its limit is refused unread, with its size`() {
        var rules = TextRules()
        (rules.maxQuestionBytes, rules.maxAnswerBytes, rules.maxTargetBytes) = (20, 10, 30)
        let checker = TextChecker(rules: rules)
        var question = TextCheckerTests.question(String(repeating: "é\0", count: 7), "0123456789+")
        question.choices = ["0123456789+"]
        question.target = String(repeating: "t", count: 31)
        let findings = checker.check(question: question, imageCount: 1)
        #expect(findings.refusals.map(\.reason) == [.tooLong, .tooLong, .tooLong, .tooLong])
        #expect(findings.refusals.map(\.measured) == [21, 11, 11, 31])
    }

    @Test func `choices and responses are looked through as well`() {
        let checker = TextChecker(rules: TextRules())
        var question = TextCheckerTests.question("<image>Which?")
        question.choices = ["a", "<|im_end|>"]
        #expect(
            checker.check(question: question, imageCount: 1).refusals.map(\.reason)
                == [.specialToken])
        question.choices = []
        question.target = "<think>I see <image></think>"
        #expect(
            checker.check(question: question, imageCount: 1).refusals.map(\.reason)
                == [.imageTagMismatch])
    }

    struct Policy: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout TextRules) -> Void
        var text = "<image>Find x."
        var answer = "13"
        var reason: TextReason
    }

    @Test(arguments: [
        Policy(
            testDescription: "control", change: { $0.controlCharacters = .reject },
            text: "<image>a\u{1}b", reason: .controlCharacter),
        Policy(
            testDescription: "invisible", change: { $0.invisibleCharacters = .reject },
            text: "<image>a\u{200B}b", reason: .controlCharacter),
        Policy(
            testDescription: "replacement", change: { $0.replacementCharacters = .reject },
            text: "<image>a\u{FFFD}b", reason: .replacementCharacter),
        Policy(
            testDescription: "degenerate", change: { $0.degenerate = .reject }, text: "<image>?",
            reason: .degenerate),
        Policy(
            testDescription: "lookalikes", change: { $0.lookalikes = .reject }, answer: "１",
            reason: .unicodeLookalike),
        Policy(
            testDescription: "leak", change: { $0.answerLeak = .reject },
            text: "<image>\\boxed{ 13 }", reason: .answerLeak),
        Policy(
            testDescription: "no tag", change: { $0.imageTags.missing = .reject }, text: "Find x.",
            reason: .imageTagMismatch),
        Policy(
            testDescription: "numbers", change: { $0.imageTags.numbered = .reject },
            text: "<image1> x", reason: .imageTagMismatch),
    ])
    func `a rule may refuse what is reported otherwise`(given: Policy) {
        var rules = TextRules()
        given.change(&rules)
        let findings = TextChecker(rules: rules).check(
            question: TextCheckerTests.question(given.text, given.answer), imageCount: 1)
        #expect(findings.refusals.map(\.reason) == [given.reason])
    }

    @Test func `a rule may compose texts and write lookalikes as ASCII`() {
        var rules = TextRules()
        (rules.normalisation, rules.lookalikes) = (.normalise, .normalise)
        var question = TextCheckerTests.question("<image>cafe\u{301}?", "−１.5")
        question.keywords = ["e\u{301}"]
        let findings = TextChecker(rules: rules).check(question: question, imageCount: 1)
        #expect(findings.question.map { Array($0.text.utf8) } == Array("<image>café?".utf8))
        #expect(findings.question?.answer == "-1.5")
        #expect(findings.question.map { Array($0.keywords[0].utf8) } == Array("é".utf8))
        #expect(findings.warnings.map(\.reason) == [.unicodeNormalisation, .unicodeLookalike])
    }

    struct Tags: Sendable, CustomTestStringConvertible {
        var text: String
        var images = 1
        var result: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Tags(text: "Find x.", result: "<image>\nFind x."),
        Tags(text: "Find x.", images: 2, result: "<image><image>\nFind x."),
        Tags(
            text: "<image1> a <image2>, <image1>?", images: 2, result: "<image> a <image>, image 1?"
        ),
        Tags(text: "How many <image 1>?\n<image_1>", result: "How many <image>?\nimage 1"),
        Tags(text: "<image2> and <image1>", images: 2),
        Tags(text: "<image1> and", images: 2),
        Tags(text: "<image1> and <image>", images: 2),
    ])
    func `tags are made to fit, or the row is refused`(given: Tags) {
        var rules = TextRules()
        (rules.imageTags.missing, rules.imageTags.numbered) = (.prepend, .replace)
        let findings = TextChecker(rules: rules).check(
            question: TextCheckerTests.question(given.text), imageCount: given.images)
        #expect(findings.question?.text == given.result)
        #expect(findings.refusals.map(\.reason) == (given.result == nil ? [.imageTagMismatch] : []))
        #expect(findings.warnings.isEmpty == (given.result == nil))
    }
}
