public import Manifests
public import Records

/// Checks the texts of questions by a data set's rules.
///
/// A text is read once, byte by byte; what is not plain ASCII is looked at more closely. Nothing is
/// thrown and nothing changed: the findings say what is refused, what the report counts, and what the
/// question becomes where a rule changes it.
public struct TextChecker: Sendable {
    let rules: TextRules
    let tokens: ChatTokens

    /// A checker of some rules.
    public init(rules: TextRules) {
        self.rules = rules
        tokens = ChatTokens(rules.specialTokens)
    }

    /// What is to be said of a question that names so many pictures.
    public func check(question: Question, imageCount: Int) -> TextFindings {
        var findings = TextFindings()
        check(question, imageCount, &findings)
        return findings
    }

    private func check(_ question: Question, _ imageCount: Int, _ findings: inout TextFindings) {
        check(imageCount: imageCount, &findings)
        let text = inspect(question.text, .question, limit: rules.maxQuestionBytes, &findings)
        let answer = inspect(question.answer, .answer, limit: rules.maxAnswerBytes, &findings)
        for choice in question.choices {
            inspect(choice, .choice, limit: rules.maxAnswerBytes, &findings)
        }
        if let target = question.target { inspect(target: target, &findings) }
        if let target = question.textOnlyTarget { inspect(target: target, &findings) }
        // What was too long was not read.
        guard let text, let answer else { return }
        check(text, of: question, &findings)
        check(answer, answering: question, text, &findings)
        if rules.normalisation == .normalise {
            findings.question = TextChecker.composed(question)
        }
        if rules.lookalikes == .normalise, !answer.isASCII {
            let plain = Lookalikes.normalised(findings.question?.answer ?? question.answer)
            if plain != question.answer { findings.change(question) { $0.answer = plain } }
        }
        checkTags(text, of: question, imageCount, &findings)
    }

    private func inspect(target: String, _ findings: inout TextFindings) {
        let scan = inspect(target, .target, limit: rules.maxTargetBytes, &findings)
        if let scan { checkNoTags(scan, .target, &findings) }
    }

    private func check(imageCount: Int, _ findings: inout TextFindings) {
        if imageCount == 0 {
            findings.refusals.append(
                TextFinding(.missingImage, "the row names no picture", measured: 0))
        } else if imageCount > rules.maxImages {
            findings.refusals.append(
                TextFinding(
                    .tooManyImages, "\(imageCount) pictures, over \(rules.maxImages)",
                    measured: imageCount))
        }
    }

    /// Whether there is a question, and more than a character of it.
    private func check(
        _ scan: TextScan, of question: Question, _ findings: inout TextFindings
    ) {
        if scan.visibleCount == 0 {
            findings.refusals.append(TextFinding(.missingQuestion, "the question has no text"))
        } else if scan.visibleCount < rules.minQuestionCharacters {
            findings.add(
                rules.degenerate,
                TextFinding(
                    .degenerate,
                    "the question has \(scan.visibleCount) characters, under "
                        + "\(rules.minQuestionCharacters)", measured: scan.visibleCount))
        } else if TextChecker.isOneCharacter(question.text) {
            findings.add(
                rules.degenerate,
                TextFinding(
                    .degenerate, "the question is one character, repeated",
                    measured: scan.visibleCount))
        }
    }

    /// Whether there is an answer, written in plain characters, that the question does not give away.
    private func check(
        _ scan: TextScan, answering question: Question, _ text: TextScan,
        _ findings: inout TextFindings
    ) {
        if scan.visibleCount == 0 {
            findings.refusals.append(TextFinding(.missingAnswer, "the answer has no text"))
        }
        checkNoTags(scan, .answer, &findings)
        if !scan.isASCII, rules.lookalikes != .ignore,
            let found = Lookalikes.first(in: question.answer)
        {
            findings.add(
                rules.lookalikes == .reject ? .reject : .warn,
                TextFinding(
                    .unicodeLookalike,
                    "the answer holds \(TextChecker.name(of: found)), which looks like ASCII"))
        }
        if rules.answerLeak != .ignore, text.hasBackslash || text.mayNameAnswer,
            AnswerLeak.gives(
                question.answer, in: question.text, hasBackslash: text.hasBackslash,
                mayNameAnswer: text.mayNameAnswer)
        {
            findings.add(
                rules.answerLeak, TextFinding(.answerLeak, "the question gives its answer away"))
        }
    }

    /// Whether a text is one ASCII character, blanks and tags left out. Ends where two differ.
    private static func isOneCharacter(_ text: String) -> Bool {
        let bytes = text.utf8.span
        var first: UInt8?
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<"), let tag = ImageTag(at: index, in: bytes) {
                index += tag.byteCount
                continue
            }
            if byte > 0x20 {
                if byte >= 0x80 || first ?? byte != byte { return false }
                first = byte
            }
            index += 1
        }
        return first != nil
    }

    /// The question with all texts in composed form, or nothing if they are. Texts are compared by
    /// their bytes: for `String`, both forms are equal.
    private static func composed(_ question: Question) -> Question? {
        var isChanged = false
        func form(_ text: String) -> String {
            guard let composed = ComposedForm.of(text) else { return text }
            isChanged = true
            return composed
        }
        var composed = question
        composed.text = form(question.text)
        composed.answer = form(question.answer)
        composed.choices = question.choices.map(form)
        composed.keywords = question.keywords.map(form)
        composed.target = question.target.map(form)
        composed.textOnlyTarget = question.textOnlyTarget.map(form)
        return isChanged ? composed : nil
    }

    /// `U+200B`.
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
