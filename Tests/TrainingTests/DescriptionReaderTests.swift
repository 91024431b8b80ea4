import Grading
import Model
import Records
import Rewards
import Testing

@testable import Training

@Suite struct DescriptionReaderTests {
    private let task: DescribingTask
    private let model: PolicyModel
    private let worker: PolicyWorker
    private let grader = Grader(format: .describeThinkAnswer, gradesWholeResponse: true)

    init() throws {
        task = try DescribingTask()
        model = task.model
        worker = PolicyWorker(model.configuration)
    }

    private func read(
        _ items: [DescriptionReader.Item], rule: DescriptionRule = DescriptionRule()
    ) -> [DescriptionReader.Outcome] {
        DescriptionReader(model, grader: grader, rule: rule, temperature: 1).read(items, worker)
            .map(\.outcome)
    }

    private func item(
        _ response: String, answer: String = "colour", seed: Seed? = Seed(0)
    ) -> DescriptionReader.Item {
        var question = task.questions[0].question
        question.answer = answer
        return .init(question: question, response: response, isFinished: true, seed: seed)
    }

    @Test func `without a closed description, or with a leak, nothing is read`() {
        let outcomes = read([
            item("<description> what colour"), item("colour"),
            item("<description> </description> what"),
            item("<description> what </description> </description> what"),
        ])
        #expect(
            outcomes == [
                .flawed(.missing), .flawed(.missing), .flawed(.missing), .flawed(.leak),
            ])
    }

    @Test func `what the reader has no room for is not read`() {
        let long = Array(repeating: "what", count: 12).joined(separator: " ")
        #expect(read([item("<description> \(long) </description>")]) == [.unreadable])
    }

    /// What the policy says after a given description, drawn by itself.
    private func continuation(_ seed: Seed?) throws -> [Int] {
        let prompt = try #require(model.promptTokens("what colour", withPicture: false))
        let given = model.vocabulary.encode(["<description>", "what", "</description>"])
        let responses = worker.sample(
            model, [.init(tokens: prompt + given, picture: nil, draws: [seed])], pictures: [])
        return given + responses[0][0]
    }

    @Test func `the policy answers from the description in place of the picture`() throws {
        let response = "<description> what </description> colour"
        var right = 0
        for number in 0..<40 {
            let seed = Seed(UInt64(number))
            let tokens = try continuation(seed)
            let isEnded = tokens.last == model.vocabulary.endToken
            // The gold answer is what it will say.
            let gold = model.vocabulary.decode(tokens)
            let verdict: Verdict = isEnded ? .right : .truncated
            #expect(read([item(response, answer: gold, seed: seed)]) == [.read(verdict)])
            #expect(!read([item(response, answer: "other", seed: seed)])[0].isSufficient)
            right += isEnded ? 1 : 0
        }
        #expect((1..<40).contains(right), "both ways of ending occur")
    }

    @Test func `each draw's outcome is its own, whatever is read beside it`() throws {
        let texts = ["what", "colour", "what what", "what"]
        let items = texts.enumerated().flatMap { place, text in
            (0..<5).map { draw in
                item(
                    "<description> \(text) </description>", answer: "colour",
                    seed: draw == 4 ? nil : Seed(UInt64(10 * place + draw)))
            }
        }
        let together = read(items)
        #expect(together == items.map { read([$0])[0] })
        #expect(Array(read(items.reversed()).reversed()) == together)
    }

    @Test func `a reading is well formed if description and answer together are`() throws {
        // So small that what it draws is well formed at times: with one of these seeds.
        let shape = PolicyConfiguration(
            imageSize: 8, patchSize: 4, patchWidth: 8, width: 16, layers: 1, heads: 2,
            feedForward: 16, questionTokens: 3, responseTokens: 8)
        let tags = ["<description>", "</description>", "<think>", "</think>"]
        let model = try PolicyModel(
            configuration: shape, vocabulary: Vocabulary(texts: [tags + ["what"]]), seed: Seed(1))
        let response = "<description> what </description> <think> </think> what"
        let readings = DescriptionReader(
            model, grader: grader, rule: DescriptionRule(), temperature: 1
        ).read((4100..<4300).map { item(response, seed: Seed($0)) }, PolicyWorker(shape))
        let given = try #require(grader.format.beginning(with: "what"))
        let expected = readings.map { reading in
            let isFinished = reading.response.last == model.vocabulary.endToken
            let text = given + " " + model.vocabulary.decode(reading.response)
            return grader.format.parse(text, finished: isFinished).isWellFormed
        }
        #expect(readings.map(\.isWellFormed) == expected)
        #expect(readings.contains { $0.isWellFormed })
        #expect(readings.contains { !$0.isWellFormed })
    }
}
