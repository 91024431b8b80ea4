public import Grading
public import Model
public import Records
public import Rewards

/// Vision-SR1's second pass (arXiv 2508.19652, section 3): the policy answers the question from its
/// description alone, without the picture; where it gets to the gold answer, the description says all
/// that the question needs.
///
/// The description is given as the beginning of the response, behind the text-only prompt, as the
/// warm-up's text-only targets are. Unlike the released code it takes no response for a description,
/// and reads none that gives the answer away.
public struct DescriptionReader: Sendable {
    /// What a description was worth.
    public enum Outcome: Sendable, Hashable {
        /// It was not read.
        case flawed(DescriptionRule.Flaw)
        /// The reader has no room for it, or for the question.
        case unreadable
        /// It was read, and this is the verdict on the answer.
        case read(Verdict)

        /// Whether it suffices to answer right.
        public var isSufficient: Bool { self == .read(.right) }
    }

    /// A description and what was answered from it.
    public struct Reading: Sendable, Hashable {
        /// What the description was worth.
        public var outcome: Outcome
        /// Whether the description and the answer together are laid out as asked.
        public var isWellFormed = false
        /// The tokens of the text-only prompt, the description at its end; empty if it was not read.
        public var prompt: [Int] = []
        /// The tokens of the answer.
        public var response: [Int] = []
    }

    /// A response whose description is to be read.
    public struct Item: Sendable {
        /// The question that it answers.
        public var question: Question
        /// The response, without its end token.
        public var response: String
        /// Whether the policy ended it.
        public var isFinished: Bool
        /// The second pass's seed; nothing takes the likeliest token at each step.
        public var seed: Seed?

        /// A response; see the properties.
        public init(question: Question, response: String, isFinished: Bool, seed: Seed?) {
            self.question = question
            self.response = response
            self.isFinished = isFinished
            self.seed = seed
        }
    }

    private let model: PolicyModel
    private let grader: Grader
    private let rule: DescriptionRule
    private let temperature: Float
    private let topShare: Float

    /// A reader.
    ///
    /// - Parameters:
    ///   - model: who reads.
    ///   - grader: finds descriptions, and grades answers.
    ///   - rule: which descriptions are worth reading.
    ///   - temperature: what logits are divided by.
    ///   - topShare: samples among the likeliest tokens that together have this probability.
    public init(
        _ model: PolicyModel, grader: Grader, rule: DescriptionRule, temperature: Double,
        topShare: Double = 1
    ) {
        self.model = model
        self.grader = grader
        self.rule = rule
        self.temperature = Float(temperature)
        self.topShare = Float(topShare)
    }

    /// What became of each item, in order: all descriptions are read in one call, and equal ones of a
    /// question share their keys and values.
    public func read(_ items: [Item], _ worker: PolicyWorker) -> [Reading] {
        var prompts: [PolicyWorker.Prompt] = []
        var givens: [[Int]] = []
        var places: [[Int]: Int] = [:]
        var asked: [(item: Int, prompt: Int, draw: Int)] = []
        var readings = items.map { _ in Reading(outcome: .flawed(.missing)) }
        for (index, item) in items.enumerated() {
            let parsed = grader.format.parse(item.response, finished: item.isFinished)
            if let flaw = rule.flaw(in: parsed.description, of: item.question) {
                readings[index].outcome = .flawed(flaw)
                continue
            }
            guard let beginning = parsed.description.flatMap(grader.format.beginning(with:)),
                let prompt = model.promptTokens(item.question.text, withPicture: false)
            else {
                readings[index].outcome = .unreadable
                continue
            }
            let given = model.vocabulary.tokens(ofResponse: beginning)
            let tokens = prompt + given
            guard tokens.count < model.configuration.textPositions else {
                readings[index].outcome = .unreadable
                continue
            }
            let place = places[tokens] ?? prompts.count
            if place == prompts.count {
                places[tokens] = place
                prompts.append(PolicyWorker.Prompt(tokens: tokens, picture: nil, draws: []))
                givens.append(given)
            }
            asked.append((index, place, prompts[place].draws.count))
            prompts[place].draws.append(item.seed)
        }
        if prompts.isEmpty { return readings }
        let responses = worker.sample(
            model, prompts, pictures: [], temperature: temperature, topShare: topShare)
        for (index, place, draw) in asked {
            let response = responses[place][draw]
            let tokens = givens[place] + response
            readings[index] = Reading(
                outcome: .read(verdict(tokens, items[index].question)),
                isWellFormed: grader.format.parse(
                    model.vocabulary.decode(tokens),
                    finished: tokens.last == model.vocabulary.endToken
                ).isWellFormed,
                prompt: prompts[place].tokens, response: response)
        }
        return readings
    }

    private func verdict(_ tokens: [Int], _ question: Question) -> Verdict {
        let isFinished = tokens.last == model.vocabulary.endToken
        return grader.grade(
            model.vocabulary.decode(tokens), finishReason: isFinished ? .stop : .length,
            gold: question.answer, choices: question.choices
        ).verdict
    }
}
