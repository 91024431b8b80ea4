import Grading
import Model
import Records
import Rewards
import Testing

@testable import Training

@Suite("Groups lie as in another trainer's batches")
struct GroupLayoutOracleTests {
    /// TRL's `RepeatSampler` leaves out the questions of an epoch that fill no step; ours go into a
    /// step with the next epoch's. Up to there they are the same.
    @Test("every order of questions", arguments: OracleFile.all)
    func layouts(file: OracleFile) async throws {
        try await file.run("repeat_sampler") { vector in
            func count(_ name: String) throws -> Int {
                try #require(vector.parameter(name)?.integerValue, "no \(name)")
            }
            let (questions, prompts) = (try count("n"), try count("batch"))
            let method = try GroupLayoutOracleTests.method(
                questions: questions, prompts: prompts, group: try count("mini_repeat"),
                epochs: try count("repeat"))
            var order: [Int] = []
            for step in 0..<(questions / prompts) {
                let groups = try await method.sample(step: step).groups
                let places = groups.flatMap { group in
                    group.responses.map { _ in Int(group.question.question.id) ?? -1 }
                }
                for _ in 0..<method.updatesPerStep { order += places }
            }
            let expected = try #require(vector.json["expected"])
            #expect(order == expected["order"]?.arrayValue?.compactMap(\.integerValue))
            #expect(order.count == expected["len"]?.integerValue)
            return true
        }
    }

    /// A phase over questions named by their places.
    private static func method(
        questions count: Int, prompts: Int, group: Int, epochs: Int
    ) throws -> PolicyGradientMethod {
        let task = try DescribingTask()
        let questions = (0..<count).map { place in
            var own = task.questions[place % task.questions.count]
            own.question.id = "\(place)"
            return own
        }
        var settings = PolicyGradientSettings(prompts: prompts, group: group, objective: .usual)
        settings.epochs = epochs
        return PolicyGradientMethod(
            task.model, reference: task.model.copy(), questions: questions,
            pictures: task.pictures, settings: settings,
            scorer: RewardScorer(
                RewardRecipe(weights: [.length: 1], lengthLimit: 1),
                grader: Grader(format: .describeThinkAnswer)),
            alignment: nil, seed: Seed(4), jobs: 1)
    }
}
