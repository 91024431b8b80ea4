public import Records

extension Grader {
    /// Whether a response without an answer in its format, or that was cut off, holds the gold
    /// answer all the same: as an answer in any format, on its last line, or as a whole. Nothing
    /// for a response with another verdict. `choices` are the question's options, in the order of
    /// their letters.
    public func isRightButFormat(
        _ response: String, verdict: Verdict, gold: String, choices: [String] = []
    ) -> Bool? {
        guard verdict == .noAnswerFound || verdict == .truncated else { return nil }
        var tried: [String] = []
        // What is much longer than the gold answer does not say what it says.
        let longest = 1000 + 4 * gold.utf8.count
        func isRight(_ candidate: String?) -> Bool {
            guard let candidate, candidate.utf8.count <= longest,
                !tried.contains(where: { $0.utf8.elementsEqual(candidate.utf8) })
            else { return false }
            tried.append(candidate)
            return equivalence.verdict(given: candidate, gold: gold, choices: choices) == .right
        }
        if ResponseFormat.allCases.contains(where: {
            isRight($0.parse(response, finished: true).answer)
        }) {
            return true
        }
        let lines = response.split(whereSeparator: \.isNewline)
        return isRight(lines.last { !$0.allSatisfy(\.isWhitespace) }.map { String($0) })
    }
}
