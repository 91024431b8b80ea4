import Engine
import Glibc
import Grading
import Manifests
import Records
import Rollouts
import Storage

@testable import Stages

/// A source of policies whose answers are a function of the prompt and the draw.
struct ScriptedSource: PolicySource {
    typealias Answer = @Sendable (DrawPrompt, Int) -> DrawOutcome.Result

    let answer: Answer

    func sort(_ questions: [Question], asked: Int) throws(Fault) -> PolicyQuestions {
        var rejects = RejectTable(stage: "rollout")
        for question in questions[asked...] {
            rejects.add(question, reason: "beyond_limit", detail: "`limit` leaves it out")
        }
        return PolicyQuestions(usable: Array(questions[..<asked]), rejects: rejects)
    }

    func prompt(
        _ question: Question, _ kind: RolloutKind, parent: Int?, description: String?
    ) -> DrawPrompt {
        DrawPrompt(
            question: question, kind: kind, parent: parent, description: description, system: nil,
            user: [])
    }

    func policy(for prompts: [DrawPrompt]) -> any Policy {
        ScriptedPolicy(prompts: prompts, answer: answer)
    }
}

private struct ScriptedPolicy: Policy {
    let prompts: [DrawPrompt]
    let answer: ScriptedSource.Answer

    var requestLimit: Int { 3 }
    var callLimit: Int { 4 }

    func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome] {
        requests.flatMap { request in
            request.draws.map { draw in
                DrawOutcome(
                    prompt: request.prompt, draw: draw,
                    result: answer(prompts[request.prompt], draw))
            }
        }
    }
}

/// A folder with what a unit of a rollout stage needs, removed with the last reference to it.
final class RolloutFixture: Sendable {
    let root: String

    static let questions = (0..<6).map { index in
        Question(
            id: "q\(index)", source: "s", split: "train", capability: .fine, text: "how many?",
            answer: "\(index)", choices: index == 5 ? ["4", "5"] : [])
    }
    static let grader = Grader(
        format: .describeThinkAnswer, equivalence: .strict(tolerance: nil))

    init() throws {
        root = "/tmp/stages-tests-\(getpid())-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(root)
    }

    deinit { try? FileSystem.remove(root) }

    /// A response in the format of the embedded policy.
    static func response(_ description: String, _ answer: String) -> DrawOutcome.Result {
        .response(
            PolicyResponse(
                text: "<description> \(description) </description> <think> so </think> \(answer)",
                tokenCount: 7, finishReason: .stop, seed: 3))
    }

    /// Runs a unit into a folder of that name.
    func run(
        _ settings: RolloutSettings, _ name: String = "unit", asked: Int = 6,
        grader: Grader = RolloutFixture.grader, _ answer: @escaping ScriptedSource.Answer
    ) async throws -> (artifact: Artifact, outcome: UnitOutcome) {
        let folder = "\(root)/\(name)"
        try FileSystem.createFolder(folder)
        let key = SHA256.digest(of: Array(name.utf8))
        let context = UnitContext(
            workspace: Workspace(root), key: key, folder: folder, workFolder: folder + ".work",
            logPath: folder + ".log", seed: Seed(1), jobs: 2, inputs: StageInputs([]),
            report: { _ in })
        let outcome = try await RolloutUnit(
            settings: settings, grader: grader, source: ScriptedSource(answer: answer),
            context: context
        ).run(RolloutFixture.questions, asked: asked)
        let receipt = Receipt(key: key, kind: "rollout", version: 2, stage: "rollouts")
        return (Artifact(folder: folder, receipt: receipt), outcome)
    }

    /// Joins units into a folder.
    func join(
        _ units: [Artifact], _ settings: RolloutSettings, _ name: String = "stage",
        grader: Grader = RolloutFixture.grader
    ) throws -> (artifact: Artifact, outcome: MergeOutcome) {
        let folder = "\(root)/\(name)"
        try FileSystem.createFolder(folder)
        let outcome = try RolloutMerge(
            settings: settings, grader: grader,
            provenance: ["grader": .string(grader.identifier)]
        ).join(units, into: folder)
        let receipt = Receipt(
            key: SHA256.digest(of: Array(name.utf8)), kind: "rollout", version: 2,
            stage: "rollouts")
        return (Artifact(folder: folder, receipt: receipt), outcome)
    }
}
