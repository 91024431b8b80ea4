import Records
import Testing

@testable import Manifests

@Suite struct SampleSettingsTests {
    private func settings(_ overrides: [(String, String)]) throws -> SampleSettings {
        let run = try RepositoryFixture().load("manifests/run.yaml", overrides)
        guard case .sample(let settings) = run.stage("labels")?.settings else {
            throw NoSettings()
        }
        return settings
    }

    private struct NoSettings: Error {}

    @Test func `without any, labels are PeBR-R1's, and the prior is fitted`() throws {
        let settings = try settings([])
        #expect(settings.rule == .pebr && settings.prior == .empirical)
        #expect(settings.countAsHard.isEmpty && settings.previous == nil)
    }

    struct Right: Sendable {
        var key: String
        var value: String
        var holds: @Sendable (SampleSettings) -> Bool
    }

    @Test(arguments: [
        Right(key: "rule", value: "pebr-literal-8") { $0.rule == .literalEight },
        Right(key: "rule", value: "posterior") { $0.rule == .posterior },
        Right(key: "band", value: "{low: 0.3}") { $0.band.low == 0.3 && $0.band.high == 0.9 },
        Right(key: "prior", value: "jeffreys") { $0.prior == .jeffreys },
        Right(key: "prior", value: "empirical") { $0.prior == .empirical },
        Right(key: "prior", value: "{alpha: 2}") {
            guard case .fixed(let prior) = $0.prior else { return false }
            return prior.alpha == 2 && prior.beta == 1
        },
        Right(key: "count_as_hard", value: "[truncated, suspect_gold]") {
            $0.countAsHard == [.truncated, .suspectGold]
        },
        Right(key: "suspect_gold.share", value: "0.9") { $0.suspectGold.share == 0.9 },
        Right(key: "shortcut.above", value: "0.5") { $0.shortcut.above == 0.5 },
    ])
    func `a setting is what is written`(testCase: Right) throws {
        #expect(testCase.holds(try settings([("stages.labels.\(testCase.key)", testCase.value)])))
    }

    struct Bounds: Sendable {
        var overrides: [(String, String)]
        var fault: String?
    }

    @Test(arguments: [
        Bounds(overrides: [("stages.labels.easy_above", "0.8")]),
        Bounds(overrides: [
            ("stages.rollouts.stop", "posterior"), ("stages.labels.rule", "posterior"),
        ]),
        Bounds(overrides: [
            ("stages.rollouts.stop", "posterior"), ("stages.labels.easy_above", "0.8"),
        ]),
        Bounds(
            overrides: [
                ("stages.rollouts.stop", "posterior"), ("stages.labels.rule", "posterior"),
                ("stages.labels.easy_above", "0.8"),
            ],
            fault: "`easy_above` of the stage `labels` is 0.8, but the draws of `rollouts` are "
                + "steered by 0.9"),
        Bounds(
            overrides: [
                ("stages.rollouts.budget", "8"), ("stages.rollouts.hard_below", "0.2"),
                ("stages.labels.rule", "posterior"),
            ],
            fault: "`hard_below` of the stage `labels` is 0.1, but the draws of `rollouts` are "
                + "steered by 0.2"),
        Bounds(overrides: [
            ("stages.rollouts.stop", "posterior"), ("stages.labels.rule", "posterior"),
            ("stages.labels.easy_above", "0.8"),
            ("stages.more", "{kind: sample, rollouts: rollouts, rule: posterior}"),
        ]),
    ])
    func `draws are steered by the bounds that somebody labels them by`(testCase: Bounds) throws {
        let text = try RepositoryFixture().rendered("manifests/run.yaml", testCase.overrides)
        guard let fault = testCase.fault else {
            #expect(text == nil)
            return
        }
        #expect(text?.contains(fault) == true, "\(text ?? "no fault")")
    }

    struct Wrong: Sendable {
        var key: String
        var value: String
        var message: String
    }

    @Test(arguments: [
        Wrong(key: "rule", value: "pebr-8", message: "did you mean `pebr"),
        Wrong(key: "prior", value: "jefreys", message: "did you mean `jeffreys`?"),
        Wrong(key: "prior", value: "{alpha: 0}", message: "a number above 0"),
        Wrong(key: "band", value: "{low: 0.9, high: 0.2}", message: "`low` is above `high`"),
        Wrong(key: "hard_below", value: "0.95", message: "`hard_below` is above `easy_above`"),
        Wrong(key: "decay", value: "1.5", message: "of at most 1"),
        Wrong(key: "count_as_hard", value: "[wrong]", message: "`count_as_hard.0` is `wrong`"),
        Wrong(key: "group_size", value: "1", message: "from 2 to 65536"),
        Wrong(key: "previous", value: "rollouts", message: "rollouts"),
        Wrong(key: "prior_alpha", value: "1", message: "prior_alpha"),
    ])
    func `what is wrong is said`(testCase: Wrong) throws {
        let text = try #require(
            try RepositoryFixture().rendered(
                "manifests/run.yaml", [("stages.labels.\(testCase.key)", testCase.value)]))
        #expect(text.contains(testCase.message), "\(text)")
    }
}
