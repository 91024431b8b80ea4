import Engine
import Manifests
import Records
import Storage
import Testing

@testable import Sampling
@testable import Stages

@Suite struct SampleRunTests {
    typealias Fixture = SampleFixture

    let fixture: SampleFixture

    init() throws { fixture = try SampleFixture() }

    @Test func `every question has a row, in their order, and the labels add up`() throws {
        let folder = try fixture.rollouts(
            "rollouts",
            [
                [Fixture.draws("a", "rrrr"), Fixture.draws("b", "rwww", source: "t")],
                [
                    Fixture.draws("c", "wwww"), Fixture.draws("d", "rr--"),
                    Fixture.draws("e", "rw", wanted: 4, end: .mixed),
                    Fixture.draws("f", "tttw"), Fixture.draws("g", "wwwf"),
                ],
            ])
        let labelled = try fixture.label(folder)
        #expect(labelled.rates.map(\.question) == ["a", "b", "c", "d", "e", "f", "g"])
        #expect(
            labelled.rates.map(\.difficulty) == [
                .easy, .medium, .hard, .undecided, .medium, .excluded, .excluded,
            ])
        #expect(
            labelled.rates.map(\.reason) == [
                .allDrawn, .allDrawn, .allDrawn, .insufficientDraws, .mixed, .truncated,
                .rightButFormat,
            ])
        #expect(labelled.rates[1].source == "t" && labelled.rates[1].capability == .fine)
        #expect(labelled.outcome.accounting.balances && labelled.outcome.accounting.inputs == 7)
        let labels = try #require(labelled.outcome.details["labels"]?.objectValue)
        #expect(labels.reduce(0) { $0 + ($1.value.integerValue ?? 0) } == 7)
        #expect(
            labelled.summary.hasPrefix(
                "1 easy, 2 medium, 1 hard, 1 undecided, 2 excluded "
                    + "(1 truncated, 1 right_but_format)"))
        #expect(labelled.outcome.details["histogram"]?.arrayValue?.count == 5)
    }

    @Test func `other passes are joined with their questions, whatever unit they are in`() throws {
        func question(_ id: String, _ blind: Verdict, _ described: Verdict) -> QuestionDraws {
            var draws = Fixture.draws(id, "rrrr")
            draws.blind = (0..<7).map { Fixture.rollout(.blind, $0, of: id, blind) }
            draws.described = [
                Fixture.rollout(.description, 0, of: id, described, parent: 0),
                Fixture.rollout(.description, 1, of: id, .right, parent: 1),
            ]
            return draws
        }
        let folder = try fixture.rollouts(
            "rollouts",
            [
                [question("a", .right, .wrong), question("b", .wrong, .right)],
                [Fixture.draws("c", "wwww"), question("d", .right, .wrong)],
            ])
        let labelled = try fixture.label(folder)
        #expect(labelled.rates.map(\.isShortcut) == [true, false, false, true])
        #expect(labelled.rates.map(\.blind.draws) == [7, 7, 0, 7])
        #expect(labelled.rates.map(\.described.right) == [1, 2, 0, 1])
        #expect(labelled.rates[2].shortcutProbability == nil)
        #expect(labelled.summary.contains("2 of 3 questions need none"))
        // Two of six right answers with a description that is not enough.
        #expect(labelled.summary.contains("33.3 % [9.7, 70.0] of 6 answers with a description"))
    }

    @Test func `priors are fitted to the sources, kept and told`() throws {
        let questions = (0..<40).map { place in
            Fixture.draws(
                "q\(place)", place % 2 == 0 ? "rrrw" : "wwww", source: place % 2 == 0 ? "x" : "y")
        }
        let folder = try fixture.rollouts("rollouts", [questions])
        let labelled = try fixture.label(folder) { $0.prior = .empirical }
        let priors = try SourcePriors(
            json: try JSONReader.parse(file: labelled.folder + "/priors.json"))
        #expect(priors.sources.map(\.source) == ["x", "y"])
        let prior = priors.prior(of: "x")
        #expect(labelled.rates[0].alpha == prior.alpha + 3)
        #expect(labelled.rates[0].beta == prior.beta + 1)
        #expect(labelled.summary.contains("prior of x: Beta("))
        let fixed = try fixture.label(folder, as: "jeffreys") { $0.prior = .jeffreys }
        #expect(fixed.rates[0].alpha == 3.5 && fixed.rates[0].beta == 1.5)
    }

    struct Told: Sendable {
        var draws: [QuestionDraws]
        var rejects: [Reject] = []
        var notice: String
    }

    @Test(arguments: [
        Told(
            draws: [
                Fixture.draws("a", "rr--"), Fixture.draws("b", "rw-"), Fixture.draws("c", "rw"),
            ],
            notice: "3 draws of 2 questions never came; 1 of these are undecided"),
        Told(
            draws: [Fixture.draws("a", "rwrw", wanted: 3), Fixture.draws("b", "rr", wanted: 2)],
            notice: "1 questions have 1 draws beyond those that were wanted"),
        Told(
            draws: [Fixture.draws("a", "rw"), Fixture.draws("b", "--", source: "u")],
            notice: "no draw of source `u` has a verdict: 1 questions, 2 draws missing"),
        Told(
            draws: [Fixture.draws("a", "rw"), Fixture.draws("b", "rw"), Fixture.draws("c", "rr")],
            rejects: [
                Reject(
                    source: "v", file: "f", row: 0, stage: "rollout", reason: "question_too_long",
                    detail: "")
            ],
            notice: "source `v` has no question: all 1 were rejected (1 question_too_long)"),
        Told(
            draws: [Fixture.draws("a", "rr"), Fixture.draws("b", "rr")],
            notice: "all 2 questions of source `s` are easy"),
    ])
    func `what is odd is told with numbers`(testCase: Told) throws {
        let folder = try fixture.rollouts("rollouts", [testCase.draws], rejects: testCase.rejects)
        #expect(try fixture.label(folder).notices.contains(testCase.notice))
    }

    struct Refused: Sendable {
        var draws: [QuestionDraws]
        var message: String
    }

    @Test(arguments: [
        Refused(
            draws: [
                Fixture.draws("a", "rw"), Fixture.draws("b", "rw"), Fixture.draws("a", "rw"),
            ], message: "1 of 3 questions are there before, the first of them `a`"),
        Refused(
            draws: [
                Fixture.draws("a", "rw"), Fixture.draws("b", "rrw", provenance: "other"),
            ], message: "2 of provenance `p` graded by strict@1, 3 of provenance `other`"),
        Refused(
            draws: [moved("a", to: "b"), Fixture.draws("b", "rw")],
            message: "draw 0 of question `b` is there twice"),
        Refused(
            draws: [Fixture.draws("a", "rw"), moved("b", to: "a"), Fixture.draws("c", "rw")],
            message: "is there twice"),
        Refused(
            draws: [Fixture.draws("a", "rw"), moved("b", to: "nobody"), Fixture.draws("c", "rw")],
            message: "about question `nobody` that is not where it belongs"),
    ])
    func `tables that would make wrong labels are refused`(testCase: Refused) throws {
        let folder = try fixture.rollouts("rollouts", [testCase.draws])
        let fault = #expect(throws: Fault.self) { try fixture.label(folder) }
        #expect(fault?.message.contains(testCase.message) == true, "\(fault?.message ?? "")")
    }

    /// A question whose answers say that they are another's.
    static func moved(_ id: String, to other: String) -> QuestionDraws {
        var draws = Fixture.draws(id, "rw")
        for place in draws.answers.indices { draws.answers[place].question = other }
        return draws
    }

    @Test func `rollouts of a kind that no group tells of are refused`() throws {
        var draws = Fixture.draws("a", "rw")
        draws.blind = [Fixture.rollout(.blind, 1, of: "a", .right)]
        let folder = try fixture.rollouts("rollouts", [[draws]])
        #expect(throws: Fault.self) { try fixture.label(folder) }
    }

    @Test func `several provenances are counted where that is allowed, and told`() throws {
        let folder = try fixture.rollouts(
            "rollouts",
            [[Fixture.draws("a", "rw"), Fixture.draws("b", "rrr", provenance: "other")]])
        let labelled = try fixture.label(folder) { $0.allowsMixedProvenance = true }
        #expect(labelled.rates.map(\.difficulty) == [.medium, .easy])
        #expect(labelled.notices.contains("rollouts are counted together: 2 of provenance `p`"))
    }

    @Test func `without questions there is an empty table`() throws {
        let labelled = try fixture.label(try fixture.rollouts("rollouts", [[]]))
        #expect(labelled.rates.isEmpty && labelled.outcome.accounting.inputs == 0)
    }
}
