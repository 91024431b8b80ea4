public import Records

extension GroupEvidence {
    /// What a question's draws say, in whatever order they are. `isSame` tells whether the second
    /// answer says what the first does.
    ///
    /// - Throws: a `Fault` if a draw is there twice: counting it would make a wrong label.
    public init(
        _ draws: QuestionDraws, isSame: (String, String) -> Bool
    ) throws(Fault) {
        try GroupEvidence.checkEachOnce(
            draws.answers.map(\.draw) + draws.missing.map(\.draw), of: draws.question)
        let question = draws.question
        self.init(
            question: question.id, source: question.source, capability: question.capability,
            picture: question.pictures.first?.digest.hex, counts: VerdictCounts(),
            wanted: draws.group.wanted, end: draws.group.end)
        for answer in draws.answers {
            counts.add(answer.verdict, isRightButFormat: answer.isRightButFormat ?? false)
        }
        for _ in draws.missing { counts.add(nil) }
        constantRewards = GroupEvidence.constantRewards(draws.answers)
        for draw in draws.blind where draw.verdict != .notGradable {
            blind.add(draw.verdict == .right)
        }
        for draw in draws.described
        where draw.verdict != .notGradable && draw.statesAnswer != true
            && draws.verdict(ofParentOf: draw) == .right
        {
            described.add(draw.verdict == .right)
        }
        guard counts.right == 0, counts.notRight > 0 else { return }
        // In the order of draws, whatever that of the rows.
        let wrong = draws.answers.filter { $0.verdict == .wrong }.sorted { $0.draw < $1.draw }
        agreement = AnswerAgreement(
            of: wrong.compactMap(\.answer),
            isByNecessity: AnswerAgreement.isBinary(
                gold: question.answer, choices: question.choices),
            isSame: isSame)
    }

    private static func checkEachOnce(_ draws: [Int], of question: Question) throws(Fault) {
        let sorted = draws.sorted()
        for (draw, next) in zip(sorted, sorted.dropFirst()) where draw == next {
            throw Fault(
                .badInput, "draw \(draw) of question `\(question.id)` is there twice")
        }
    }

    /// The components that at least two draws have, all with one value.
    private static func constantRewards(_ answers: [Rollout]) -> [String] {
        var components: [(name: String, value: Double, count: Int, isConstant: Bool)] = []
        for reward in answers.flatMap(\.rewards) {
            if let place = components.firstIndex(where: { $0.name == reward.name }) {
                components[place].count += 1
                if components[place].value != reward.value { components[place].isConstant = false }
            } else {
                components.append((reward.name, reward.value, 1, true))
            }
        }
        return components.filter { $0.isConstant && $0.count > 1 }.map(\.name)
    }
}
