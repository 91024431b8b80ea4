import Engine
import Grading
import Manifests
import Records
import Rollouts
import Storage
import Testing

@testable import Sampling
@testable import Stages

@Suite struct RolloutUnitTests {
    let fixture: RolloutFixture

    init() throws { fixture = try RolloutFixture() }

    /// Question 0 is always right, 1 never, the others at times; draw 3 of question 2 never comes.
    @Sendable static func usual(_ prompt: DrawPrompt, _ draw: Int) -> DrawOutcome.Result {
        let question = prompt.question
        if question.id == "q2", draw == 3 {
            return .missing(reason: "timeout", detail: "30 s")
        }
        var random = CounterGenerator(Seed(9).deriving(question.id).deriving(draw))
        let isRight = ["q0": true, "q1": false][question.id] ?? (random.uniform() < 0.5)
        return RolloutFixture.response("things", isRight ? question.answer : "99")
    }

    static func settings(_ change: (inout RolloutSettings) -> Void = { _ in }) -> RolloutSettings {
        var settings = RolloutSettings()
        settings.waves = [2, 2, 4]
        change(&settings)
        return settings
    }

    func labels(_ stage: Artifact) throws -> [Difficulty] {
        let walk = try RolloutWalk(
            stage.folder, kinds: try GroupSurvey.kinds(stage.path("groups.parquet")))
        var labels: [Difficulty] = []
        while let draws = try walk.next() {
            let evidence = try GroupEvidence(draws) { $0 == $1 }
            labels.append(Labelling(rule: .pebr).passRate(of: evidence).difficulty)
        }
        return labels
    }

    @Test func `draws are graded when units are joined; a draw that never came is no wrong answer`()
        async throws
    {
        let settings = RolloutUnitTests.settings()
        let unit = try await fixture.run(settings, asked: 5, RolloutUnitTests.usual)
        #expect(unit.outcome.accounting.balances)
        #expect(unit.outcome.accounting.rejects == ["beyond_limit": 1])
        let stage = try fixture.join([unit.artifact], settings)
        let rollouts = try ParquetTableReader.read(
            Rollout.self, from: stage.artifact.path("rollouts.parquet"))
        #expect(rollouts.count == 39)
        #expect(rollouts.allSatisfy { $0.grader == "strict@1" && $0.seed == 3 })
        #expect(Set(rollouts.map(\.provenance)).count == 1)
        #expect(rollouts.first?.answer == "0")
        #expect(rollouts.first?.rewards.map(\.name) == ["accuracy", "format"])
        #expect(rollouts.first?.rewards.map(\.value) == [1, 1])
        let missing = try ParquetTableReader.read(
            MissingDraw.self, from: stage.artifact.path("missing.parquet"))
        #expect(missing.map(\.question) == ["q2"])
        #expect(missing.map(\.reason) == ["timeout"])
        #expect(try labels(stage.artifact).prefix(2) == [.easy, .excluded])
        #expect(stage.outcome.notices.count == 1)
        #expect(stage.outcome.details["rollouts"]?.integerValue == 39)
    }

    @Test func `a question whose draws never come is undecided, not hard`() async throws {
        let settings = RolloutUnitTests.settings()
        let unit = try await fixture.run(settings) { prompt, draw in
            prompt.question.id == "q4"
                ? .missing(reason: "http_503", detail: "") : RolloutUnitTests.usual(prompt, draw)
        }
        let stage = try fixture.join([unit.artifact], settings)
        #expect(try labels(stage.artifact)[4] == .undecided)
        #expect(unit.outcome.accounting.outputs == 6)
    }

    @Test func `stopping early draws less and labels the same`() async throws {
        let fixed = RolloutUnitTests.settings()
        let early = RolloutUnitTests.settings { $0.stop = .exact }
        let all = try await fixture.run(fixed, "fixed", RolloutUnitTests.usual)
        let some = try await fixture.run(early, "early", RolloutUnitTests.usual)
        let allStage = try fixture.join([all.artifact], fixed, "fixed-stage")
        let someStage = try fixture.join([some.artifact], early, "early-stage")
        #expect(try labels(allStage.artifact) == labels(someStage.artifact))
        let saved = try #require(some.outcome.details["saved"]?.integerValue)
        #expect(saved > 0)
        let draws = try #require(some.outcome.details["draws"]?.integerValue)
        let missing = try #require(some.outcome.details["missing"]?.integerValue)
        #expect(draws + missing + saved == 48)
        #expect(someStage.outcome.details["saved"]?.integerValue == saved)
    }

    @Test func `a unit that was killed takes what its journal holds`() async throws {
        let settings = RolloutUnitTests.settings()
        let first = try await fixture.run(settings, "unit", RolloutUnitTests.usual)
        let table = first.artifact.path("draws.parquet")
        let bytes = try FileSystem.read(table)
        // Whatever is drawn anew now would be another text.
        _ = try await fixture.run(settings) { prompt, draw in
            prompt.question.id == "q2" && draw == 3
                ? RolloutUnitTests.usual(prompt, draw) : RolloutFixture.response("new", "new")
        }
        #expect(try FileSystem.read(table) == bytes)
    }

    @Test func `another grader needs no other draws`() async throws {
        let settings = RolloutUnitTests.settings()
        let unit = try await fixture.run(settings) { prompt, _ in
            RolloutFixture.response("x", prompt.question.answer + ".0")
        }
        let exact = Grader(format: .describeThinkAnswer, equivalence: .exact)
        let strict = try fixture.join([unit.artifact], settings, "strict")
        let other = try fixture.join([unit.artifact], settings, "exact", grader: exact)
        #expect(try labels(strict.artifact).allSatisfy { $0 == .easy })
        // All wrong answers are one and the same; the last question has two options.
        #expect(
            try labels(other.artifact)
                == Array(repeating: .excluded, count: 5) + [.hard])
    }

    @Test
    func `a description is given without the picture, and whether it states the answer is told`()
        async throws
    {
        var pass = RolloutSettings.Pass()
        pass.kind = .description
        pass.draws = 2
        var blind = RolloutSettings.Pass()
        blind.stripsChoices = true
        let settings = RolloutUnitTests.settings {
            $0.draws = 2
            $0.passes = [pass, blind]
        }
        let unit = try await fixture.run(settings) { prompt, draw in
            let answer = prompt.question.answer
            switch prompt.kind {
            case .answer:
                // The second draw's description states the answer.
                return RolloutFixture.response(draw == 1 ? "\(answer) dots" : "dots", answer)
            case .description:
                #expect(prompt.description == (prompt.parent == 1 ? "\(answer) dots" : "dots"))
                return RolloutFixture.response("", prompt.parent == 1 ? answer : "99")
            case .blind:
                #expect(prompt.question.choices.isEmpty)
                return RolloutFixture.response("", "0")
            }
        }
        let stage = try fixture.join([unit.artifact], settings)
        let rollouts = try ParquetTableReader.read(
            Rollout.self, from: stage.artifact.path("rollouts.parquet"))
        let described = rollouts.filter { $0.kind == .description && $0.question == "q1" }
        #expect(described.map(\.draw) == [0, 1, 2, 3])
        #expect(described.map(\.parent) == [0, 0, 1, 1])
        #expect(described.map(\.statesAnswer) == [false, false, true, true])
        #expect(rollouts.count { $0.kind == .blind } == 6)
        #expect(rollouts.count { $0.kind == .blind && $0.verdict == .right } == 1)
        // Of the descriptions that do not state the answer, none was enough.
        let figures = try #require(stage.outcome.details["descriptions"])
        #expect(figures["of_right"]?.integerValue == 12)
        #expect(figures["not_self_contained"]?.integerValue == 12)
        #expect(figures["stating_answer"]?.integerValue == 12)
        #expect(stage.outcome.details["summary"]?.strings?.count == 4)
        #expect(try labels(stage.artifact).allSatisfy { $0 == .easy })
    }
}
