extension ResponseText {
    /// A response whose answer a rule finds.
    func marked(by rule: KeyPath<ResponseText, String?>) -> ParsedResponse {
        let answer = self[keyPath: rule]
        return ParsedResponse(
            description: nil, thought: section("think").map { string($0.text) }, answer: answer,
            isWellFormed: answer != nil)
    }

    /// What the last box holds.
    var box: String? { box(in: all).flatMap { text($0.inner) } }

    /// What a box, a tag or words mark as the answer; the one that stands last.
    var freeAnswer: String? { lastMark.flatMap { text($0) } }

    /// The letter of the option that the response settles on.
    var choiceLetter: String? {
        if let mark = lastMark { return letter(in: mark) }
        // Without a mark, the last line: a letter by itself, or an option if there is no other line,
        // for a response may end in a list of the options.
        let text = trimmed(all)
        guard let lineBreak = bytes[text].lastIndex(of: 10) else { return letter(in: text) }
        let line = trimmed(lineBreak..<text.upperBound)
        guard line.count <= StrictEquivalence.longest else { return nil }
        let words = AnswerText.undressed(Array(bytes[line])).split { !AnswerText.isLetter($0) }
        let isBare =
            words.last?.count == 1 && words.count <= 2 && !bytes[line].contains { $0 &- 48 < 10 }
        return isBare ? letter(in: line) : nil
    }

    /// The answer that is marked last.
    private var lastMark: Range<Int>? {
        var found: [(place: Int, text: Range<Int>)] = []
        if let box = box(in: all) { found.append((box.whole.lowerBound, box.inner)) }
        if let tag = section("answer") { found.append((tag.open.lowerBound, tag.text)) }
        if let (place, text) = phrase { found.append((place, text)) }
        // "The answer is \boxed{4}": the phrase holds the box.
        guard let last = found.max(by: { $0.place < $1.place }) else { return nil }
        return trimmed(last.text).isEmpty ? nil : last.text
    }

    /// What stands behind the last "answer is" or "answer:", to the end of its sentence.
    private var phrase: (place: Int, text: Range<Int>)? {
        let lowered = ResponseText(lowering: bytes)
        var best: Range<Int>?
        for words in ["answer is", "answer:", "answer**:", "answer is:"] {
            guard let range = lowered.last(words, in: all) else { continue }
            if range.upperBound > best?.upperBound ?? -1 { best = range }
        }
        guard let best else { return nil }
        var start = best.upperBound
        while start < bytes.count,
            bytes[start] == UInt8(ascii: ":") || bytes[start] == UInt8(ascii: "*")
                || ResponseText.isSpace(bytes[start])
        {
            start += 1
        }
        let line = line(from: start)
        let stop = last(". ", in: line).map { _ in sentenceEnd(line) } ?? line.upperBound
        return (best.lowerBound, line.lowerBound..<stop)
    }

    private func sentenceEnd(_ line: Range<Int>) -> Int {
        for index in line.dropLast()
        where bytes[index] == UInt8(ascii: ".") && bytes[index + 1] == 32 {
            // "A. 12 cm" goes on behind the letter.
            if index > line.lowerBound + 2 || bytes[index - 1] &- 48 < 10 { return index }
        }
        return line.upperBound
    }

    private init(lowering bytes: [UInt8]) {
        self.bytes = bytes.map { AnswerText.lower($0) }
    }

    /// The letter that a text consists of or begins with; nothing if it is a word.
    private func letter(in range: Range<Int>) -> String? {
        let text = trimmed(range)
        guard text.count <= StrictEquivalence.longest else { return nil }
        let inner = AnswerText.undressed(Array(bytes[text]))
        guard let letter = ChoiceLetter.leading(inner) else { return nil }
        return String(decoding: [letter & 0xDF], as: UTF8.self)
    }
}
