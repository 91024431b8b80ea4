extension ResponseText {
    /// A response that is its answer.
    var whole: ParsedResponse {
        let answer = text(all)
        return ParsedResponse(
            description: nil, thought: nil, answer: answer,
            isWellFormed: answer != nil && !bytes.contains(UInt8(ascii: "<")))
    }

    /// A description and a thought between tags, and an answer behind them.
    func described(endsInBox: Bool) -> ParsedResponse {
        let (description, thought) = (section("description"), section("think"))
        // The last closing tag counts: nothing before it can be the answer.
        let rest = trimmed((thought?.close.upperBound ?? 0)..<bytes.count)
        var answer: String?
        var isWellFormed = bytes.count { $0 == UInt8(ascii: "<") } == 4
        if endsInBox {
            let found = box(in: rest)
            answer = found.flatMap { text($0.inner) }
            // A `<` in the box is the answer's own.
            isWellFormed = found?.whole == rest && count("<description>") + count("<think>") == 2
        } else if thought != nil, !bytes[rest].contains(UInt8(ascii: "<")) {
            answer = text(rest)
        }
        if let description, let thought, description.close.upperBound <= thought.open.lowerBound {
            let between = description.close.upperBound..<thought.open.lowerBound
            isWellFormed =
                isWellFormed && answer != nil && trimmed(0..<description.open.lowerBound).isEmpty
                && trimmed(between).isEmpty && !trimmed(description.text).isEmpty
        } else {
            isWellFormed = false
        }
        return ParsedResponse(
            description: description.map { string($0.text) },
            thought: thought.map { string($0.text) }, answer: answer, isWellFormed: isWellFormed)
    }

    /// PeBR-R1's sections. Well formed is what its `format_reward` takes: all four headers are there,
    /// in any order and case.
    var headed: ParsedResponse {
        let answerHeader = lastHeader("the final answer is:", in: all)
        let end = answerHeader?.lowerBound ?? bytes.count
        let rationales = lastHeader("rationales:", in: 0..<end)
        let description = lastHeader(
            "image description:", in: 0..<(rationales?.lowerBound ?? end))
        var answer: String?
        if let answerHeader {
            let start = trimmed(answerHeader.upperBound..<bytes.count).lowerBound
            answer = text(line(from: start))
        }
        let headers = ["image description", "rationales", "step1", "thefinalansweris"]
        return ParsedResponse(
            description: rationales.flatMap { next in
                description.map { string($0.upperBound..<next.lowerBound) }
            },
            thought: rationales.map { string($0.upperBound..<end) }, answer: answer,
            isWellFormed: headers.allSatisfy { lastHeader($0, in: all) != nil })
    }

    /// An answer between tags.
    var tagged: ParsedResponse {
        let (thought, answer) = (section("think"), section("answer"))
        let found = answer.flatMap { text($0.text) }
        var isWellFormed = found != nil && count("<answer>") == 1 && count("<think>") <= 1
        if let answer, answer.close.upperBound != trimmed(all).upperBound { isWellFormed = false }
        if let thought, let answer, thought.close.upperBound > answer.open.lowerBound {
            isWellFormed = false
        }
        return ParsedResponse(
            description: nil, thought: thought.map { string($0.text) }, answer: found,
            isWellFormed: isWellFormed)
    }

    /// The last header: `###`, then these words, whatever the case and the spaces.
    private func lastHeader(_ words: String, in range: Range<Int>) -> Range<Int>? {
        let wanted = words.utf8.filter { !ResponseText.isSpace($0) }
        var end = range.upperBound
        while let mark = last("###", in: range.lowerBound..<end) {
            var index = mark.upperBound
            var matched = 0
            while matched < wanted.count, index < range.upperBound {
                let byte = bytes[index]
                if !ResponseText.isSpace(byte) {
                    guard AnswerText.lower(byte) == wanted[matched] else { break }
                    matched += 1
                }
                index += 1
            }
            if matched == wanted.count { return mark.lowerBound..<index }
            end = mark.upperBound - 1
        }
        return nil
    }

    /// What is left of the line.
    func line(from start: Int) -> Range<Int> {
        start..<(bytes[start...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count)
    }

    /// How often a text stands there.
    private func count(_ needle: String) -> Int {
        var (found, end) = (0, bytes.count)
        while let range = last(needle, in: 0..<end) {
            found += 1
            end = range.lowerBound
        }
        return found
    }
}
