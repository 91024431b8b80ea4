import Records
import Sampling
import Testing

@Suite struct GroupEvidenceTests {
    static func rollout(
        _ draw: Int, _ verdict: Verdict, kind: RolloutKind = .answer, parent: Int? = nil,
        answer: String? = nil, statesAnswer: Bool? = nil, isRightButFormat: Bool? = nil,
        rewards: [Rollout.Reward] = []
    ) -> Rollout {
        Rollout(
            question: "q", kind: kind, draw: draw, parent: parent, response: "", tokenCount: 1,
            finishReason: .stop, answer: answer, verdict: verdict, statesAnswer: statesAnswer,
            isRightButFormat: isRightButFormat, rewards: rewards)
    }

    static func draws(
        gold: String = "3", choices: [String] = [], _ answers: [Rollout],
        missing: [Int] = [], blind: [Rollout] = [], described: [Rollout] = []
    ) -> QuestionDraws {
        QuestionDraws(
            question: Question(
                id: "q", source: "s", split: "train", capability: .fine, text: "?", answer: gold,
                choices: choices),
            group: DrawGroup(question: "q", kind: .answer, asked: 8, wanted: 8, end: .allDrawn),
            answers: answers,
            missing: missing.map {
                MissingDraw(question: "q", kind: .answer, draw: $0, reason: "timeout", detail: "")
            }, blind: blind, described: described)
    }

    static func evidence(_ draws: QuestionDraws) throws -> GroupEvidence {
        try GroupEvidence(draws) { $0.lowercased() == $1.lowercased() }
    }

    @Test func `verdicts are counted, and the order of draws changes nothing`() throws {
        let answers = [
            GroupEvidenceTests.rollout(0, .right), GroupEvidenceTests.rollout(1, .wrong),
            GroupEvidenceTests.rollout(2, .truncated, isRightButFormat: false),
            GroupEvidenceTests.rollout(3, .noAnswerFound, isRightButFormat: true),
            GroupEvidenceTests.rollout(4, .notGradable),
        ]
        let evidence = try GroupEvidenceTests.evidence(
            GroupEvidenceTests.draws(answers, missing: [5, 6]))
        #expect(
            evidence.counts
                == VerdictCounts(
                    right: 1, notRight: 3, notGradable: 1, missing: 2, noAnswerFound: 1,
                    truncated: 1, rightButFormat: 1))
        #expect(evidence.source == "s" && evidence.capability == .fine && evidence.wanted == 8)
        #expect(
            try GroupEvidenceTests.evidence(
                GroupEvidenceTests.draws(answers.reversed(), missing: [6, 5])) == evidence)
    }

    @Test func `a draw that is there twice is refused, also as one that never came`() {
        let answers = [
            GroupEvidenceTests.rollout(0, .right), GroupEvidenceTests.rollout(0, .wrong),
        ]
        #expect(throws: Fault.self) {
            try GroupEvidenceTests.evidence(GroupEvidenceTests.draws(answers))
        }
        #expect(throws: Fault.self) {
            try GroupEvidenceTests.evidence(
                GroupEvidenceTests.draws([GroupEvidenceTests.rollout(3, .right)], missing: [3]))
        }
    }

    @Test func `wrong answers agree by what they say, where none is right`() throws {
        let wrong = ["Four", "five", "four", "FOUR"].enumerated().map {
            GroupEvidenceTests.rollout($0, .wrong, answer: $1)
        }
        let evidence = try GroupEvidenceTests.evidence(GroupEvidenceTests.draws(wrong))
        #expect(evidence.agreement == AnswerAgreement(wrong: 4, largest: 3, isByNecessity: false))
        let some = try GroupEvidenceTests.evidence(
            GroupEvidenceTests.draws(wrong + [GroupEvidenceTests.rollout(9, .right)]))
        #expect(some.agreement == nil)
    }

    struct Binary: Sendable {
        var gold: String
        var choices: [String] = []
        var isBinary: Bool
    }

    @Test(arguments: [
        Binary(gold: "Yes.", isBinary: true), Binary(gold: "false", isBinary: true),
        Binary(gold: "A", choices: ["left", "right"], isBinary: true),
        Binary(gold: "A", choices: ["a", "b", "c"], isBinary: false),
        Binary(gold: "no", choices: ["yes", "no", "both"], isBinary: false),
        Binary(gold: "nobody", isBinary: false), Binary(gold: "3", isBinary: false),
    ])
    func `with two answers to choose from, wrong ones agree by necessity`(testCase: Binary) {
        #expect(
            AnswerAgreement.isBinary(gold: testCase.gold, choices: testCase.choices)
                == testCase.isBinary)
    }

    @Test func `a component of the reward is constant if two draws have it and all one value`()
        throws
    {
        func rewards(_ values: [(String, Double)]) -> [Rollout.Reward] {
            values.map { Rollout.Reward(name: $0.0, value: $0.1) }
        }
        let answers = [
            GroupEvidenceTests.rollout(
                0, .right, rewards: rewards([("accuracy", 1), ("format", 1), ("keywords", 0.5)])),
            GroupEvidenceTests.rollout(
                1, .right, rewards: rewards([("accuracy", 1), ("format", 0), ("clip", 0.5)])),
        ]
        let evidence = try GroupEvidenceTests.evidence(GroupEvidenceTests.draws(answers))
        #expect(evidence.constantRewards == ["accuracy"])
    }

    @Test func `descriptions count that are of right answers and do not state the answer`() throws {
        func described(_ draw: Int, _ parent: Int, _ verdict: Verdict, _ states: Bool) -> Rollout {
            GroupEvidenceTests.rollout(
                draw, verdict, kind: .description, parent: parent, statesAnswer: states)
        }
        let draws = GroupEvidenceTests.draws(
            [
                GroupEvidenceTests.rollout(0, .right), GroupEvidenceTests.rollout(1, .right),
                GroupEvidenceTests.rollout(2, .wrong),
            ],
            blind: [
                GroupEvidenceTests.rollout(0, .right, kind: .blind),
                GroupEvidenceTests.rollout(1, .truncated, kind: .blind),
                GroupEvidenceTests.rollout(2, .notGradable, kind: .blind),
            ],
            described: [
                described(0, 0, .right, false), described(1, 0, .wrong, false),
                described(2, 1, .right, true), described(3, 2, .wrong, false),
                described(4, 0, .notGradable, false),
            ])
        let evidence = try GroupEvidenceTests.evidence(draws)
        #expect(evidence.described == TrialCounts(right: 1, draws: 2))
        #expect(evidence.blind == TrialCounts(right: 1, draws: 2))
        var figures = ShortcutFigures()
        figures.add(draws)
        // One right answer of the four pairs has a description that is not enough.
        #expect(figures.ofAll == TrialCounts(right: 1, draws: 4))
        #expect(figures.ofRight == TrialCounts(right: 1, draws: 2))
        #expect(figures.answers == TrialCounts(right: 2, draws: 3))
    }
}
