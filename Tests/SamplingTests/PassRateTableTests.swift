import Records
import Storage
import Testing

@testable import Sampling

@Suite("Pass rates and labels")
struct PassRateTableTests {
    struct Case: Sendable {
        var right: Int
        var notRight: Int
        var wanted: Int
        var end = DrawGroup.End.allDrawn
        var label: Difficulty
    }

    static let cases = [
        Case(right: 8, notRight: 0, wanted: 8, label: .easy),
        Case(right: 7, notRight: 1, wanted: 8, label: .medium),
        Case(right: 1, notRight: 7, wanted: 8, label: .medium),
        Case(right: 0, notRight: 8, wanted: 8, label: .hard),
        // The reference script's literal 8 calls these medium, medium and easy.
        Case(right: 4, notRight: 0, wanted: 4, label: .easy),
        Case(right: 16, notRight: 0, wanted: 16, label: .easy),
        Case(right: 8, notRight: 8, wanted: 16, label: .medium),
        // What is missing might have been of the other kind.
        Case(right: 3, notRight: 0, wanted: 8, label: .undecided),
        Case(right: 0, notRight: 7, wanted: 8, label: .undecided),
        Case(right: 0, notRight: 0, wanted: 8, label: .undecided),
        // Whatever is missing, some are right and some are not.
        Case(right: 1, notRight: 1, wanted: 8, end: .mixed, label: .medium),
        Case(right: 1, notRight: 1, wanted: 8, label: .medium),
        Case(right: 2, notRight: 0, wanted: 8, end: .mixed, label: .undecided),
        Case(right: 22, notRight: 0, wanted: 32, end: .certain, label: .easy),
        Case(right: 0, notRight: 22, wanted: 32, end: .certain, label: .hard),
    ]

    @Test("PeBR-R1's rule for any number of draws", arguments: cases)
    func rule(testCase: Case) {
        let counts = VerdictCounts(right: testCase.right, notRight: testCase.notRight)
        #expect(
            LabelRule.pebr.label(counts, wanted: testCase.wanted, end: testCase.end)
                == testCase.label)
    }

    static func rollout(
        _ question: String, _ draw: Int, _ verdict: Verdict, provenance: String = "p",
        kind: RolloutKind = .answer
    ) -> Rollout {
        Rollout(
            question: question, kind: kind, draw: draw, response: "", tokenCount: 1,
            finishReason: .stop, verdict: verdict, provenance: provenance)
    }

    static func groups(_ questions: [String], wanted: Int) -> [DrawGroup] {
        questions.map {
            DrawGroup(
                question: $0, kind: .answer, asked: wanted, wanted: wanted, end: .allDrawn)
        }
    }

    let table = PassRateTable(rule: .pebr)

    @Test("groups are counted whatever the order of rollouts; questions keep theirs")
    func order() throws {
        let rollouts = [
            PassRateTableTests.rollout("b", 1, .right), PassRateTableTests.rollout("a", 0, .wrong),
            PassRateTableTests.rollout("b", 0, .right), PassRateTableTests.rollout("a", 1, .right),
        ]
        let groups = PassRateTableTests.groups(["a", "b", "c"], wanted: 2)
        let rates = try table.passRates(of: groups, rollouts: rollouts)
        let reversed = try table.passRates(of: groups, rollouts: rollouts.reversed())
        #expect(rates == reversed)
        #expect(rates.map(\.difficulty) == [.medium, .easy, .undecided])
        #expect(rates.map(\.counts.right) == [1, 2, 0])
        #expect(rates.map(\.estimate.mean) == [0.5, 0.75, 0.5])
        #expect(rates.map(\.reason) == [.allDrawn, .allDrawn, .insufficientDraws])
    }

    @Test("a draw that is missing or that cannot be graded counts as neither right nor wrong")
    func missing() throws {
        let groups = PassRateTableTests.groups(["a", "b"], wanted: 3)
        let rollouts = [
            PassRateTableTests.rollout("a", 0, .truncated),
            PassRateTableTests.rollout("a", 1, .noAnswerFound),
            PassRateTableTests.rollout("b", 0, .right),
            PassRateTableTests.rollout("b", 1, .notGradable),
            PassRateTableTests.rollout("b", 2, .right),
        ]
        let never = MissingDraw(
            question: "a", kind: .answer, draw: 2, reason: "timeout", detail: "")
        let rates = try table.passRates(of: groups, rollouts: rollouts, missing: [never])
        #expect(rates.map(\.difficulty) == [.undecided, .undecided])
        #expect(rates.map(\.counts.missing) == [1, 0])
        #expect(rates.map(\.counts.notGradable) == [0, 1])
        #expect(rates.map(\.draws) == [2, 3])
        #expect(rates.map(\.estimate.mean) == [0.25, 0.75])
    }

    @Test("rollouts of other kinds are not counted")
    func kinds() throws {
        let rollouts = [
            PassRateTableTests.rollout("a", 0, .right),
            PassRateTableTests.rollout("a", 0, .wrong, kind: .blind),
        ]
        let rates = try table.passRates(
            of: PassRateTableTests.groups(["a"], wanted: 1), rollouts: rollouts)
        #expect(rates.map(\.draws) == [1])
    }

    struct Refused: Sendable {
        var questions = ["a"]
        var rollouts: [Rollout]
    }

    @Test(
        "a draw twice, a question twice, an unknown question and mixed provenances are refused",
        arguments: [
            Refused(rollouts: [rollout("a", 0, .right), rollout("a", 0, .right)]),
            Refused(questions: ["a", "a"], rollouts: []),
            Refused(rollouts: [rollout("b", 0, .right)]),
            Refused(rollouts: [
                rollout("a", 0, .right), rollout("a", 1, .right, provenance: "q"),
            ]),
        ])
    func refused(testCase: Refused) {
        #expect(throws: Fault.self) {
            try table.passRates(
                of: PassRateTableTests.groups(testCase.questions, wanted: 2),
                rollouts: testCase.rollouts)
        }
    }

    @Test("provenances are mixed where that is allowed")
    func mixed() throws {
        let rates = try PassRateTable(rule: .pebr, allowsMixedProvenance: true).passRates(
            of: PassRateTableTests.groups(["a"], wanted: 2),
            rollouts: [
                PassRateTableTests.rollout("a", 0, .right),
                PassRateTableTests.rollout("a", 1, .right, provenance: "q"),
            ])
        #expect(rates.map(\.difficulty) == [.easy])
    }

    @Test("ids that only look the same are two questions")
    func composed() throws {
        let ids = ["\u{E9}", "e\u{301}"]
        let rates = try table.passRates(
            of: PassRateTableTests.groups(ids, wanted: 1),
            rollouts: [PassRateTableTests.rollout(ids[1], 0, .right)])
        #expect(rates.map(\.draws) == [0, 1])
    }

    @Test("a row reads back as it was")
    func row() throws {
        var rate = PassRate(
            question: "a", source: "s", capability: .fine,
            picture: String(repeating: "0f", count: 32),
            counts: VerdictCounts(
                right: 3, notRight: 4, notGradable: 1, missing: 2, noAnswerFound: 1, truncated: 2,
                rightButFormat: 1),
            difficulty: .medium)
        #expect(try PassRate(json: rate.json) == rate)
        rate.wilson = nil
        rate.constantRewards = ["accuracy", "format"]
        rate.blind = TrialCounts(right: 1, draws: 2)
        rate.described = TrialCounts(right: 3, draws: 4)
        rate.shortcutProbability = 0.25
        rate.isShortcut = true
        rate.reason = .carried
        #expect(rate.json.objectValue?.map(\.name) == PassRate.columns.map(\.name))
        #expect(try PassRate(json: rate.json) == rate)
    }
}
