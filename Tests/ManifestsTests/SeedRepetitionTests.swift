import Records
import Testing

@testable import Manifests

/// A manifest may repeat its pipeline over seeds.
@Suite struct SeedRepetitionTests {
    static let compared = """
        seeds: [3, 7]
        stages:
          compare:
            kind: compare
            evaluations: [measure]
            arms:
              before: {policy: warm-up}
              after: {policy: coarse, costs: [rollouts, coarse]}
          measure: {kind: evaluate, policies: [warm-up, coarse], questions: ingest}
        """

    private static func run(_ more: String) throws -> RunSpecification {
        try RepositoryFixture([
            "manifests/run.yaml": RepositoryFixture.manifest + "\n" + more + "\n"
        ]).load()
    }

    @Test func `every stage but those that do not look at the seed is there once a seed`() throws {
        let plain = try SeedRepetitionTests.run("")
        let run = try SeedRepetitionTests.run("seeds: [3, 7]")
        let once = plain.stages.filter { $0.kind == .ingest }.map(\.name)
        let often = plain.stages.filter { $0.kind != .ingest }.map(\.name)
        #expect(
            run.stages.map(\.name)
                == once + [3, 7].flatMap { seed in often.map { "\($0)@seed-\(seed)" } })
        #expect(run.stage("warm-up@seed-7")?.seed == Seed(7))
        #expect(run.stage("ingest")?.seed == nil)
        #expect(run.seeds == [3, 7] && plain.seeds.isEmpty)
    }

    @Test func `a repeated stage refers to its own kin, in its settings as well`() throws {
        let run = try SeedRepetitionTests.run(SeedRepetitionTests.compared)
        let stage = try #require(run.stage("measure@seed-3"))
        #expect(stage.inputs == ["warm-up@seed-3", "coarse@seed-3", "ingest"])
        guard case .evaluate(let settings) = stage.settings else {
            Issue.record("the stage is \(stage.kind)")
            return
        }
        #expect(settings.policies == ["warm-up@seed-3", "coarse@seed-3"])
        #expect(settings.questions == "ingest")
    }

    @Test func `what is repeated has the parameters of the stage that it repeats`() throws {
        let plain = try SeedRepetitionTests.run("")
        let run = try SeedRepetitionTests.run("seeds: [3, 7]")
        for stage in plain.stages where stage.kind != .ingest {
            let copy = try #require(run.stage(stage.name + "@seed-7"))
            #expect(copy.parameters == stage.parameters)
            #expect(copy.limits == stage.limits && copy.enabled == stage.enabled)
        }
    }

    @Test func `a compare stage reads all seeds and comes last`() throws {
        let run = try SeedRepetitionTests.run(SeedRepetitionTests.compared)
        let stage = try #require(run.stage("compare"))
        #expect(
            stage.references == [
                StageReference(
                    field: "evaluations", stages: ["measure@seed-3", "measure@seed-7"]),
                StageReference(
                    field: "arms.before.policy", stages: ["warm-up@seed-3", "warm-up@seed-7"]),
                StageReference(field: "arms.before.costs", stages: []),
                StageReference(
                    field: "arms.after.policy", stages: ["coarse@seed-3", "coarse@seed-7"]),
                StageReference(
                    field: "arms.after.costs",
                    stages: [
                        "rollouts@seed-3", "rollouts@seed-7", "coarse@seed-3", "coarse@seed-7",
                    ]),
            ])
        #expect(run.stageOrder.last == "compare")
    }

    @Test func `the lock repeats the run`() throws {
        let fixture = try RepositoryFixture([
            "manifests/run.yaml": RepositoryFixture.manifest + "\n"
                + SeedRepetitionTests.compared + "\n"
        ])
        let run = try fixture.load()
        try fixture.write(Array(run.lockedYAML.utf8), to: "manifests/lock.yaml")
        let again = try fixture.load("manifests/lock.yaml")
        #expect(again.lockedYAML == run.lockedYAML)
        #expect(again.stages.map(\.name) == run.stages.map(\.name))
        #expect(again.stages.map(\.settings) == run.stages.map(\.settings))
        #expect(again.stageOrder == run.stageOrder)
    }

    @Test func `the command line may change the seeds`() throws {
        let fixture = try RepositoryFixture()
        let run = try fixture.load("manifests/run.yaml", [("seeds", "[1]")])
        #expect(run.stage("warm-up@seed-1") != nil)
    }

    struct Wrong: CustomTestStringConvertible {
        var yaml: String
        var says: String
        var testDescription: String { says }
    }

    static let wrong = [
        Wrong(yaml: "seeds: [1, 1]", says: "which the list already has"),
        Wrong(yaml: "seeds: []", says: "seeds"),
        Wrong(
            yaml: """
                seeds: [1]
                stages:
                  tell: {kind: command, run: [echo, hello], inputs: {labels: {stage: labels}}}
                """, says: "cannot be repeated itself"),
        Wrong(
            yaml: """
                stages:
                  compare:
                    kind: compare
                    evaluations: [measure]
                    baseline: third
                    arms: {first: {policy: warm-up}, second: {policy: coarse}}
                  measure: {kind: evaluate, policies: [warm-up], questions: ingest}
                """, says: "which is no arm"),
        Wrong(
            yaml: """
                stages:
                  compare:
                    kind: compare
                    evaluations: [measure]
                    arms: {first: {policy: warm-up}}
                  measure: {kind: evaluate, policies: [warm-up], questions: ingest}
                """, says: "expected two or more"),
        Wrong(
            yaml: """
                stages:
                  compare:
                    kind: compare
                    evaluations: [measure]
                    arms: {first: {policy: warm-up}, second: {policy: labels}}
                  measure: {kind: evaluate, policies: [warm-up], questions: ingest}
                """, says: "which is a `sample` stage"),
    ]

    @Test(arguments: wrong) func `what cannot be repeated or compared is said`(
        testCase: Wrong
    ) throws {
        let fixture = try RepositoryFixture([
            "manifests/run.yaml": RepositoryFixture.manifest + "\n" + testCase.yaml + "\n"
        ])
        let text = try #require(fixture.rendered())
        #expect(text.contains(testCase.says), "\(text)")
    }
}
