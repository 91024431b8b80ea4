import Records
import Storage
import Testing

@testable import Sampling

@Suite struct LabellingTests {
    struct Excluded: Sendable {
        var counts: VerdictCounts
        var agreement: AnswerAgreement?
        var ignored: Set<ExclusionCause> = []
        var rule = LabelRule.pebr
        var wanted = 8
        var label = Difficulty.excluded
        var reason: LabelReason
    }

    static let agreeing = AnswerAgreement(wrong: 8, largest: 6, isByNecessity: false)

    static let excluded = [
        Excluded(
            counts: .init(notRight: 8, noAnswerFound: 1, rightButFormat: 1),
            reason: .rightButFormat),
        Excluded(
            counts: .init(notRight: 8, noAnswerFound: 3, truncated: 2), reason: .noAnswerFound),
        Excluded(counts: .init(notRight: 8, noAnswerFound: 2, truncated: 3), reason: .truncated),
        Excluded(counts: .init(notRight: 8), agreement: agreeing, reason: .suspectGold),
        // Undecided between easy and hard by its draws, but it is known why none is right.
        Excluded(
            counts: .init(notRight: 8), agreement: agreeing, rule: .posterior(certainty: 0.8),
            reason: .suspectGold),
        // Half of the draws, five of eight that agree, three wrong answers, two to choose from.
        Excluded(
            counts: .init(notRight: 8, noAnswerFound: 2, truncated: 2), label: .hard,
            reason: .allDrawn),
        Excluded(
            counts: .init(notRight: 8),
            agreement: .init(wrong: 8, largest: 5, isByNecessity: false), label: .hard,
            reason: .allDrawn),
        Excluded(
            counts: .init(notRight: 8, noAnswerFound: 4),
            agreement: .init(wrong: 3, largest: 3, isByNecessity: false), label: .hard,
            reason: .allDrawn),
        Excluded(
            counts: .init(notRight: 8),
            agreement: .init(wrong: 8, largest: 8, isByNecessity: true), label: .hard,
            reason: .allDrawn),
        Excluded(
            counts: .init(notRight: 8), agreement: agreeing, ignored: [.suspectGold], label: .hard,
            reason: .allDrawn),
        Excluded(
            counts: .init(notRight: 8, truncated: 8, rightButFormat: 1), ignored: [.rightButFormat],
            reason: .truncated),
        Excluded(
            counts: .init(notRight: 8, truncated: 8), rule: .literalEight, label: .hard,
            reason: .allDrawn),
        // Draws that are missing might have been right.
        Excluded(
            counts: .init(notRight: 6, truncated: 6), label: .undecided,
            reason: .insufficientDraws),
        Excluded(
            counts: .init(right: 1, notRight: 7, truncated: 7), label: .medium, reason: .allDrawn),
    ]

    @Test(arguments: excluded)
    func `a question without a right answer is hard only if nothing else explains it`(
        testCase: Excluded
    ) {
        let evidence = GroupEvidence(
            question: "q", counts: testCase.counts, wanted: testCase.wanted,
            agreement: testCase.agreement)
        let rate = Labelling(
            rule: testCase.rule, exclusion: ExclusionRules(ignored: testCase.ignored)
        ).passRate(of: evidence)
        #expect(rate.difficulty == testCase.label)
        #expect(rate.reason == testCase.reason)
    }

    @Test func `earlier evidence counts what the decay says, or whole where nothing new is known`()
    {
        let carried = CarriedEvidence(right: 6, notRight: 2, difficulty: .medium)
        let labelling = Labelling(rule: .pebr, decay: 0.25)
        let drawn = labelling.passRate(
            of: GroupEvidence(
                question: "q", counts: VerdictCounts(right: 8), carried: carried))
        #expect(drawn.alpha == 10.5 && drawn.beta == 1.5)
        #expect(drawn.difficulty == .easy && drawn.reason == .allDrawn)
        #expect(drawn.wilson == nil)
        let undrawn = labelling.passRate(
            of: GroupEvidence(
                question: "q", counts: VerdictCounts(missing: 8), wanted: 8, carried: carried))
        #expect(undrawn.alpha == 7 && undrawn.beta == 3)
        #expect(undrawn.difficulty == .medium && undrawn.reason == .carried)
    }

    @Test
    func
        `a gold answer that was given before is not suspect, and an excluded label keeps its cause`()
    {
        let agreement = AnswerAgreement(wrong: 8, largest: 8, isByNecessity: false)
        func rate(_ right: Double) -> PassRate {
            Labelling(rule: .pebr).passRate(
                of: GroupEvidence(
                    question: "q", counts: VerdictCounts(notRight: 8), agreement: agreement,
                    carried: CarriedEvidence(
                        right: right, notRight: 8 - right, difficulty: .medium)))
        }
        #expect(rate(0).reason == .suspectGold)
        #expect(rate(3).difficulty == .hard)
        let excluded = CarriedEvidence(
            right: 0, notRight: 8, difficulty: .excluded, reason: .truncated)
        let undrawn = Labelling(rule: .pebr).passRate(
            of: GroupEvidence(question: "q", counts: VerdictCounts(), carried: excluded))
        #expect(undrawn.difficulty == .excluded && undrawn.reason == .truncated)
    }

    @Test func `the interval of the share is told only where the share is not biased`() {
        func rate(_ end: DrawGroup.End, _ counts: VerdictCounts) -> PassRate {
            Labelling(rule: .pebr).passRate(
                of: GroupEvidence(question: "q", counts: counts, wanted: 8, end: end))
        }
        #expect(rate(.allDrawn, .init(right: 4, notRight: 4)).wilson != nil)
        #expect(rate(.mixed, .init(right: 1, notRight: 1)).wilson == nil)
        #expect(rate(.budget, .init(right: 12)).wilson == nil)
        #expect(rate(.certain, .init(right: 21)).wilson == nil)
        #expect(rate(.allDrawn, .init(missing: 8)).wilson == nil)
    }

    @Test func `seven of seven right answers without the picture make a shortcut`() {
        func rate(_ right: Int, _ draws: Int) -> PassRate {
            Labelling(rule: .pebr).passRate(
                of: GroupEvidence(
                    question: "q", counts: .init(right: 8),
                    blind: TrialCounts(right: right, draws: draws)))
        }
        #expect(rate(7, 7).isShortcut && !rate(6, 6).isShortcut && !rate(6, 7).isShortcut)
        // 1 − 0.8^8.
        #expect(abs((rate(7, 7).shortcutProbability ?? 0) - 0.832_227_84) < 1e-12)
        #expect(rate(0, 0).shortcutProbability == nil)
    }

    @Test func `a labeller says what the labelling does, whatever it has seen before`() {
        var histograms = SourceHistograms()
        for place in 0..<200 {
            histograms.add(place % 3 == 0 ? "b" : "a", right: place % 9, notRight: 8 - place % 9)
        }
        let labelling = Labelling(
            rule: .posterior(certainty: 0.7), priors: SourcePriors(fitting: histograms))
        var labeller = Labeller(labelling)
        for place in 0..<200 {
            let evidence = GroupEvidence(
                question: "q\(place)", source: ["a", "b", "c"][place % 3],
                counts: VerdictCounts(right: place % 9, notRight: 8 - place % 9),
                blind: TrialCounts(right: place % 2, draws: place % 4))
            #expect(labeller.passRate(of: evidence) == labelling.passRate(of: evidence))
        }
    }

    @Test func `one more right answer never makes a question less probably easy or its mean lower`()
    {
        for prior in [
            BetaPosterior.Prior(), .init(alpha: 0.5, beta: 0.5), .init(alpha: 3, beta: 9),
        ] {
            let labelling = Labelling(rule: .pebr, priors: SourcePriors(prior))
            for draws in [1, 2, 7, 8, 33] {
                let rates = (0...draws).map {
                    labelling.passRate(
                        of: GroupEvidence(
                            question: "q", counts: .init(right: $0, notRight: draws - $0))
                    ).estimate
                }
                for (less, more) in zip(rates, rates.dropFirst()) {
                    #expect(less.easy <= more.easy && less.hard >= more.hard)
                    #expect(less.mean < more.mean && less.low <= more.low && less.high <= more.high)
                }
            }
        }
    }

    @Test func `the probability of a mixed group is that of the Beta-binomial distribution`() {
        // Under a uniform distribution every number of right draws is as likely: 7 of 9.
        #expect(abs(BetaPosterior(alpha: 1, beta: 1).mixedProbability(8) - 7.0 / 9) < 1e-15)
        // Nearly one pass rate of one half: q(.5, 8).
        let sharp = BetaPosterior(alpha: 1e9, beta: 1e9)
        #expect(abs(sharp.mixedProbability(8) - 0.9921875) < 1e-7)
        #expect(abs(sharp.rewardVariance - 0.25) < 1e-9)
        // E[p(1 − p)] of a uniform distribution.
        #expect(abs(BetaPosterior(alpha: 1, beta: 1).rewardVariance - 1.0 / 6) < 1e-15)
        #expect(BetaPosterior(alpha: 1, beta: 1).mixedProbability(1) < 1e-15)
    }

    @Test func `a row reads back as it was`() throws {
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

    @Test func `a row with more right draws than draws is refused`() throws {
        let rate = PassRate(question: "a", counts: .init(right: 3), difficulty: .easy)
        let members = (rate.json.objectValue ?? []).map {
            $0.name == "draws" ? JSONValue.Member("draws", 2) : $0
        }
        #expect(throws: Fault.self) { try PassRate(json: .object(members)) }
    }
}
