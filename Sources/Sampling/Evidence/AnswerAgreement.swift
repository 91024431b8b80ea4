/// How much the wrong answers to a question agree.
public struct AnswerAgreement: Sendable, Hashable {
    /// How many wrong answers there are.
    public var wrong: Int
    /// How many of them are one and the same.
    public var largest: Int
    /// Whether they agree by necessity, because the question has two answers to choose from.
    public var isByNecessity: Bool

    /// An agreement with its facts.
    public init(wrong: Int, largest: Int, isByNecessity: Bool) {
        self.wrong = wrong
        self.largest = largest
        self.isByNecessity = isByNecessity
    }

    /// How much answers agree.
    ///
    /// - Parameters:
    ///   - answers: the wrong answers, in order.
    ///   - isByNecessity: whether the question has but two answers to choose from, so that all that
    ///     are wrong are the same.
    ///   - isSame: whether the second says what the first does. Each answer is compared with the first
    ///     of every set of equal ones before it.
    public init(of answers: [String], isByNecessity: Bool, isSame: (String, String) -> Bool) {
        var sets: [(first: String, count: Int)] = []
        for answer in answers {
            let place = sets.firstIndex {
                $0.first.utf8.elementsEqual(answer.utf8) || isSame($0.first, answer)
            }
            if let place {
                sets[place].count += 1
            } else {
                sets.append((answer, 1))
            }
        }
        self.init(
            wrong: answers.count, largest: sets.map(\.count).max() ?? 0,
            isByNecessity: isByNecessity)
    }

    /// Whether a question has two answers to choose from: two options, or a gold answer such as `yes`.
    public static func isBinary(gold: String, choices: [String]) -> Bool {
        if choices.count == 2 { return true }
        guard choices.isEmpty else { return false }
        let word = gold.lowercased().utf8.filter { (97...122).contains($0) }
        return binaryAnswers.contains { $0.utf8.elementsEqual(word) }
    }

    private static let binaryAnswers = ["yes", "no", "true", "false", "right", "wrong"]
}
