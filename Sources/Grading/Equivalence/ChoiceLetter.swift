import Records

/// The letter of an option in any dress: `A`, `(A)`, `A. 5`, `Option A`, or the option's text.
enum ChoiceLetter {
    /// The verdict where the gold answer is a letter, or the options are known and tell; nothing where
    /// letters do not matter.
    static func verdict(
        _ own: [UInt8], _ its: [UInt8], _ choices: [String], _ rule: StrictEquivalence
    ) -> Verdict? {
        let letter = bare(its) ?? (choices.isEmpty ? nil : leading(its))
        if let gold = letter, !choices.isEmpty || its.contains(where: { (65...90).contains($0) }) {
            if let letter = leading(own) { return letter == gold ? .right : .wrong }
            guard let number = number(own, among: choices, rule) else { return .wrong }
            return number == Int(gold - 97) ? .right : .wrong
        }
        guard !choices.isEmpty, let letter = leading(own) else { return nil }
        let number = Int(letter - 97)
        guard choices.indices.contains(number),
            choices[number].utf8.count <= StrictEquivalence.longest
        else { return nil }
        let text = AnswerText.undressed(AnswerText.normal(choices[number]))
        return rule.compare(text, its)
    }

    /// The option that a text is; nothing if it is none or several.
    private static func number(
        _ text: [UInt8], among choices: [String], _ rule: StrictEquivalence
    ) -> Int? {
        let found = choices.indices.filter { index in
            guard choices[index].utf8.count <= StrictEquivalence.longest else { return false }
            let choice = AnswerText.undressed(AnswerText.normal(choices[index]))
            return rule.compare(text, choice) == .right
        }
        return found.count == 1 ? found[0] : nil
    }

    /// The letter, in lower case, if there is nothing beside it but brackets.
    private static func bare(_ text: [UInt8]) -> UInt8? {
        let inner = text.filter { !brackets.contains($0) && $0 != UInt8(ascii: " ") }
        guard inner.count == 1, text.count <= 5 else { return nil }
        let letter = AnswerText.lower(inner[0])
        return letter &- 97 < 26 ? letter : nil
    }

    /// The letter, in lower case, that an answer begins with or consists of.
    static func leading(_ text: [UInt8]) -> UInt8? {
        // `**B**: 12 cm`.
        var rest =
            text.first == UInt8(ascii: "*")
            ? text.filter { $0 != UInt8(ascii: "*") }[...] : text[...]
        for word in ["option ", "choice ", "answer "]
        where rest.count > word.utf8.count
            && zip(rest, word.utf8).allSatisfy({ AnswerText.lower($0) == $1 })
        {
            rest = AnswerText.trimmed(rest.dropFirst(word.utf8.count))
        }
        let isOpen = rest.first.map { opening.contains($0) } ?? false
        if isOpen { rest = AnswerText.trimmed(rest.dropFirst()) }
        guard let first = rest.first else { return nil }
        let letter = AnswerText.lower(first)
        guard letter &- 97 < 26 else { return nil }
        rest = rest.dropFirst()
        guard let next = rest.first else { return letter }
        if namesMore(rest.dropFirst()) { return nil }
        if isOpen { return closing.contains(next) ? letter : nil }
        guard next == UInt8(ascii: ".") || next == UInt8(ascii: ":") || next == UInt8(ascii: ")")
        else { return nil }
        // `a.b` is no letter with a text.
        let after = rest.dropFirst().first
        return after == nil || after == UInt8(ascii: " ") || next == UInt8(ascii: ")")
            ? letter : nil
    }

    /// Whether another letter follows: "(A) and (C)" settles on none.
    private static func namesMore(_ text: ArraySlice<UInt8>) -> Bool {
        let rest = AnswerText.trimmed(text)
        let joints = [",", ";", "/", "&", "or ", "and "]
        guard let joint = joints.first(where: { rest.starts(with: $0.utf8) }) else { return false }
        let next = AnswerText.trimmed(rest.dropFirst(joint.utf8.count))
            .drop { opening.contains($0) }
        guard let first = next.first, AnswerText.isLetter(first) else { return false }
        return next.dropFirst().first.map { closing.contains($0) || ".:,".utf8.contains($0) }
            ?? true
    }

    private static let brackets = Array("()[]{}".utf8)
    private static let opening = Array("([{".utf8)
    private static let closing = Array(")]}".utf8)
}
