import Records
import Testing

@testable import Manifests

/// A manifest may have policies beside its own, and stages beside its pipeline's.
@Suite struct FurtherPoliciesTests {
    private static func manifest(_ more: String) -> [String: String] {
        ["manifests/run.yaml": RepositoryFixture.manifest + "\n" + more + "\n"]
    }

    static let teacher = """
        policies:
          teacher:
            kind: endpoint
            response_format: describe-think-answer
            endpoint: {model: m, servers: ["http://127.0.0.1:8000/v1"]}
        stages:
          sample@teacher:
            kind: rollout
            questions: ingest
            curriculum: curriculum
            phase: coarse
            policy: teacher
            budget: 100
          warm-up-2:
            kind: train
            method: sft
            questions: ingest
            split: ~
            policy: warm-up
            targets: sample@teacher
            steps: 10
          rollouts: {policy: warm-up}
        """

    @Test func `a rollout stage asks the policy that it names`() throws {
        let fixture = try RepositoryFixture(
            FurtherPoliciesTests.manifest(FurtherPoliciesTests.teacher))
        let run = try fixture.load()
        let stage = try #require(run.stage("sample@teacher"))
        guard case .rollout(let settings) = stage.settings else {
            Issue.record("the stage is \(stage.kind)")
            return
        }
        #expect(stage.inputs == ["ingest", "curriculum"])
        #expect(run.policy.kind == .embedded)
        let own = run.answering(settings)
        #expect(own.policy.kind == .endpoint)
        #expect(own.policy.endpoint?.model == "m")
        let place = own.locations["policy.endpoint.model"]
        #expect(place != nil && place == run.locations["policies.teacher.endpoint.model"])
        #expect(run.stage("rollouts").flatMap { $0.inputs } == ["warm-up", "ingest"])
    }

    @Test func `added stages take their place in the graph and in the lock`() throws {
        let fixture = try RepositoryFixture(
            FurtherPoliciesTests.manifest(FurtherPoliciesTests.teacher))
        let run = try fixture.load()
        let order = run.stageOrder
        let teacher = try #require(order.firstIndex(of: "sample@teacher"))
        #expect(try #require(order.firstIndex(of: "curriculum")) < teacher)
        #expect(teacher < (try #require(order.firstIndex(of: "warm-up-2"))))
        try fixture.write(Array(run.lockedYAML.utf8), to: "manifests/lock.yaml")
        let again = try fixture.load("manifests/lock.yaml")
        #expect(again.lockedYAML == run.lockedYAML)
        #expect(again.stages.map(\.parameters) == run.stages.map(\.parameters))
    }

    struct Wrong: CustomTestStringConvertible {
        var yaml: String
        var says: String
        var testDescription: String { says }
    }

    @Test(arguments: [
        Wrong(yaml: "stages: {nothing: {steps: 1}}", says: "the stage `nothing` is not known"),
        Wrong(
            yaml: "policies: {warm-up: {checkpoint: a}}",
            says: "`warm-up` is the name of a stage and of one of `policies`"),
        Wrong(
            yaml: "policies: {teacher: {}}\nstages: {rollouts: {policy: teacher}}",
            says: "give that policy a `checkpoint`"),
        Wrong(
            yaml: "policies: {teacher: {kind: endpoint}}", says: "add `policies.teacher.endpoint`"),
        Wrong(yaml: "stages: {rollouts: {policy: teacher}}", says: "no such stage"),
        Wrong(
            yaml: "stages: {a@b@c: {kind: ingest}}",
            says: "the stage `a@b@c` is not named by lower-case letters"),
        Wrong(
            yaml: "stages: {rollouts: {phase: coarse}}",
            says: "`phase` is given without `curriculum`"),
        Wrong(
            yaml: "stages: {rollouts: {subset: {share: 0.5}}}",
            says: "`subset` is given without `labels`"),
        Wrong(
            yaml: """
                stages:
                  again: {kind: rollout, policy: warm-up, questions: ingest, curriculum: curriculum,
                    phase: coarze}
                """, says: "the curriculum `curriculum` has no such phase"),
        Wrong(
            yaml: "stages: {warm-up: {split: ~}}",
            says: "there is neither a `split` nor `targets` to learn from"),
        Wrong(
            yaml: "stages: {warm-up: {sufficient_descriptions: true}}",
            says: "`sufficient_descriptions` is about `targets`"),
        Wrong(
            yaml: """
                policy: {kind: batch, endpoint: {model: m}, batch: {folder: b}}
                stages:
                  rollouts: {policy: ~, budget: 5}
                  warm-up: {enabled: false}
                  alignment: {enabled: false}
                  coarse: {enabled: false}
                  measure: {enabled: false}
                """, says: "write `budget: 0`"),
        Wrong(
            yaml: """
                policy: {kind: recorded, recorded: {files: [a.jsonl], format: pebr, model: m}}
                stages:
                  rollouts: {policy: ~, budget: 5}
                  warm-up: {enabled: false}
                  alignment: {enabled: false}
                  coarse: {enabled: false}
                  measure: {enabled: false}
                """, says: "no more can be drawn than was recorded"),
        Wrong(
            yaml: """
                stages:
                  more: {kind: train, method: sft, questions: ingest, targets: rollouts, steps: 1,
                    sufficient_descriptions: true}
                """, says: "needs a `description` pass"),
        Wrong(
            yaml: """
                policies:
                  teacher: {kind: endpoint, response_format: boxed,
                    endpoint: {model: m, servers: ["http://127.0.0.1:8000/v1"]}}
                stages:
                  taught: {kind: rollout, questions: ingest, policy: teacher}
                  more: {kind: train, method: sft, questions: ingest, targets: taught, steps: 1}
                """, says: "`taught` answers in the format `boxed`"),
        Wrong(
            yaml: """
                stages:
                  again: {kind: rollout, policy: warm-up, questions: ingest, curriculum: curriculum,
                    phase: coarse}
                  labels-again: {kind: sample, rollouts: again, previous: labels}
                """, says: "`again` asks a phase"),
    ])
    func `what does not fit is told`(_ each: Wrong) throws {
        let fixture = try RepositoryFixture(FurtherPoliciesTests.manifest(each.yaml))
        let text = try #require(fixture.rendered())
        #expect(text.contains(each.says), "\(text)")
    }
}
