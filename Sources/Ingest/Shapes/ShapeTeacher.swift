import Records

/// The imperfect teacher of warm-up: what it leaves out and gets wrong is what reinforcement learning
/// can repair.
enum ShapeTeacher {
    /// How likely a description names every object.
    static let completeness = 0.35
    /// How likely an object is left out of a description that need not be complete.
    static let dropRate = 0.5
    /// How likely a colour, and likewise a shape, is drawn anew.
    static let hallucinationRate = 0.05
    /// How likely the steps are written down.
    static let stepsRate = 0.5
    /// How likely the answer is wrong after steps.
    static let errorRateWithSteps = 0.03
    /// How likely the answer to a question of a family that is not easy is wrong without steps.
    static let errorRateWithoutSteps = 0.45

    /// A response as the teacher gives it, words joined by spaces.
    static func response(
        to question: ShapeQuestion, of family: ShapeFamily, about scene: ShapeScene,
        using generator: inout CounterGenerator
    ) -> String {
        let isComplete = generator.uniform() < completeness
        var triples: [String] = []
        for var object in scene.objects {
            let isDropped = generator.uniform() < dropRate
            if generator.uniform() < hallucinationRate {
                object.color = generator.index(below: ShapeScene.colors.count)
            }
            if generator.uniform() < hallucinationRate {
                object.shape = generator.index(below: ShapeScene.shapes.count)
            }
            if isComplete || !isDropped { triples.append(object.triple) }
        }
        let hasSteps = generator.uniform() < stepsRate
        let errorRate =
            hasSteps ? errorRateWithSteps : family.isEasy ? 0 : errorRateWithoutSteps
        let isWrong = generator.uniform() < errorRate
        let mistake = question.mistakes[generator.index(below: question.mistakes.count)]
        return text(
            triples: triples, steps: hasSteps ? question.steps : nil,
            answer: isWrong ? mistake : question.answer)
    }

    /// The flawless response, for learning to answer from a description alone.
    static func flawless(to question: ShapeQuestion, about scene: ShapeScene) -> String {
        text(triples: scene.triples, steps: question.steps, answer: question.answer)
    }

    private static func text(triples: [String], steps: String?, answer: String) -> String {
        let words =
            ["<description>"] + triples + ["</description>", "<think>"]
            + [steps].compactMap { $0 } + ["</think>", answer]
        return words.joined(separator: " ")
    }
}
