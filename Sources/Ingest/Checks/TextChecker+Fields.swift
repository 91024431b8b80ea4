import Manifests
import Records

extension TextChecker {
    /// Which text of a question is meant.
    enum Part: String {
        case question, answer, choice, target
    }

    /// Looks through a text and notes what is true of any; nothing for one that is too long, which is
    /// not read.
    @discardableResult
    func inspect(
        _ text: String, _ part: Part, limit: Int, _ findings: inout TextFindings
    ) -> TextScan? {
        let bytes = text.utf8.span
        guard bytes.count <= limit else {
            findings.refusals.append(
                TextFinding(
                    .tooLong, "the \(part) has \(bytes.count) bytes, over \(limit)",
                    measured: bytes.count))
            return nil
        }
        let scan = TextScan(bytes, tokens: tokens)
        if scan.hasNUL {
            findings.refusals.append(
                TextFinding(.controlCharacter, "the \(part) holds a NUL character"))
        }
        if let token = scan.token ?? tokens.firstOther(in: bytes) {
            let found = text.utf8.dropFirst(token.lowerBound).prefix(token.count)
            findings.add(
                rules.specialTokens.action,
                TextFinding(
                    .specialToken, "the \(part) holds `\(String(decoding: found, as: UTF8.self))`"))
        }
        if let scalar = scan.control {
            findings.add(
                rules.controlCharacters,
                TextFinding(
                    .controlCharacter,
                    "the \(part) holds the control character \(TextChecker.name(of: scalar))"))
        }
        if !scan.isASCII { inspectUnicode(scan, text, part, &findings) }
        return scan
    }

    /// Notes what only a text beyond ASCII can have.
    private func inspectUnicode(
        _ scan: TextScan, _ text: String, _ part: Part, _ findings: inout TextFindings
    ) {
        if let scalar = scan.invisible {
            findings.add(
                rules.invisibleCharacters,
                TextFinding(
                    .controlCharacter,
                    "the \(part) holds \(TextChecker.name(of: scalar)), which has no shape"))
        }
        if scan.hasReplacement {
            findings.add(
                rules.replacementCharacters,
                TextFinding(
                    .replacementCharacter,
                    "the \(part) holds U+FFFD, which a wrong conversion leaves"))
        }
        if scan.longestMarkRun > rules.maxCombiningMarks {
            findings.add(
                rules.degenerate,
                TextFinding(
                    .degenerate,
                    "the \(part) has \(scan.longestMarkRun) combining marks on a letter, over "
                        + "\(rules.maxCombiningMarks)", measured: scan.longestMarkRun))
        }
        if scan.mayBeUncomposed, ComposedForm.of(text) != nil {
            findings.warnings.append(
                TextFinding(.unicodeNormalisation, "the \(part) is not in composed form (NFC)"))
        }
    }

    /// Refuses a text in which trainers would look for another picture.
    func checkNoTags(_ scan: TextScan, _ part: Part, _ findings: inout TextFindings) {
        guard scan.imageTagCount > 0 else { return }
        findings.refusals.append(
            TextFinding(
                .imageTagMismatch, "the \(part) holds an <image> tag", measured: scan.imageTagCount)
        )
    }

    /// Holds the tags of a question against its pictures.
    func checkTags(
        _ scan: TextScan, of question: Question, _ imageCount: Int,
        _ findings: inout TextFindings
    ) {
        let count = scan.imageTagCount
        func refuse(_ detail: String) {
            findings.refusals.append(TextFinding(.imageTagMismatch, detail, measured: count))
        }
        if scan.numberedTagCount > 0 {
            let found = "\(scan.numberedTagCount) tags with numbers for \(imageCount) pictures"
            switch rules.imageTags.numbered {
            case .reject: return refuse(found)
            case .keep: findings.warnings.append(TextFinding(.imageTagMismatch, found))
            case .replace:
                let text = findings.question?.text ?? question.text
                guard let plain = ImageTag.replacingNumbers(in: text, imageCount: imageCount) else {
                    return refuse(found + ", not in their order")
                }
                findings.change(question) { $0.text = plain }
                findings.warnings.append(TextFinding(.imageTagMismatch, found + ", replaced"))
                return
            }
        }
        guard count == 0 else {
            if count != imageCount { refuse("\(count) tags <image> for \(imageCount) pictures") }
            return
        }
        // In most data sets without tags every question comes here, with one picture.
        let found =
            imageCount == 1
            ? "no tag <image> for 1 pictures" : "no tag <image> for \(imageCount) pictures"
        let reason = scan.numberedTagCount > 0 ? TextReason.imageTagMismatch : .imageTagMissing
        switch rules.imageTags.missing {
        case .reject: refuse(found)
        case .keep: findings.warnings.append(TextFinding(reason, found, measured: 0))
        case .prepend:
            findings.change(question) {
                $0.text = String(repeating: "<image>", count: imageCount) + "\n" + $0.text
            }
            findings.warnings.append(
                TextFinding(reason, found + ", put before the question", measured: 0))
        }
    }
}
