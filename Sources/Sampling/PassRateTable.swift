public import Records

/// Groups rollouts by question.
public enum PassRateTable {
    /// The pass rate of each question, in the questions' order.
    ///
    /// - Parameters:
    ///   - questions: ids, each once.
    ///   - rollouts: any order.
    ///   - wanted: draws a question should have.
    /// - Throws: a `Fault` if a rollout's question is unknown or a draw is there twice: counting it
    ///   would make a wrong label.
    public static func passRates(
        of questions: [String], rollouts: [Rollout], wanted: Int, rule: LabelRule
    ) throws(Fault) -> [PassRate] {
        var places: [String: Int] = [:]
        for (place, id) in questions.enumerated() {
            if places.updateValue(place, forKey: id) != nil {
                throw Fault(.badInput, "question `\(id)` is there twice")
            }
        }
        var right = [Int](repeating: 0, count: questions.count)
        var seen = [Set<Int>](repeating: [], count: questions.count)
        for rollout in rollouts {
            guard let place = places[rollout.question] else {
                throw Fault(
                    .badInput, "a rollout answers question `\(rollout.question)`, which is unknown")
            }
            if !seen[place].insert(rollout.draw).inserted {
                throw Fault(
                    .badInput,
                    "draw \(rollout.draw) of question `\(rollout.question)` is there twice"
                )
            }
            if rollout.verdict == .right { right[place] += 1 }
        }
        return questions.indices.map { place in
            let draws = seen[place].count
            return PassRate(
                question: questions[place], right: right[place], draws: draws,
                difficulty: rule.label(right: right[place], draws: draws, wanted: wanted))
        }
    }
}
