import Handoff
import Manifests
import Records
import Rollouts
import Testing

@testable import Stages

/// What is trained is asked as it was sampled.
@Suite struct ExportPromptTests {
    private func load(_ overrides: [(String, String)] = []) throws -> RunSpecification {
        let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
        return try ManifestLoader.load(
            path: "\(root)/manifests/hand-off.yaml", overrides: overrides, checkingFiles: false)
    }

    private func prompt(_ run: RunSpecification) throws -> ExportPrompt {
        let stage = try #require(run.stage("reasoning"))
        guard case .export(let settings) = stage.settings else {
            throw Fault(.internalError, "`reasoning` is not exported")
        }
        return try ExportPrompt(settings, stage, run)
    }

    private static let question = Question(
        id: "q", source: "s", split: "train", capability: .fine, text: "How many? ", answer: "2",
        choices: ["1", "2"], pictures: [])

    @Test(arguments: ["vision-sr1", "boxed", "pebr"])
    func `rows ask as the policy was asked`(_ format: String) throws {
        let run = try load([("policy.response_format", format)])
        let prompt = try prompt(run)
        let template = try PromptedQuestions(run).answerTemplate
        let asked = try template.render(
            PromptMaterial(question: "How many? ", choices: ["1", "2"], pictureCount: 0))
        let row = prompt.instruction.around(try prompt.shown(Self.question).text)
        #expect(asked == [.text(row)])
        #expect(row.contains("B. 2") && row.count > 40)
        #expect(prompt.keyMaterial == .string(template.source))
        #expect(prompt.notices.isEmpty)
    }

    @Test func `words of the manifest's own are used as they are`() throws {
        for words in ["", "In a box, please."] {
            let run = try load([("stages.reasoning.behind", words)])
            let prompt = try prompt(run)
            #expect(prompt.instruction.before.isEmpty)
            #expect(prompt.instruction.behind == words)
            #expect(try prompt.shown(Self.question) == Self.question)
            #expect(prompt.keyMaterial == .null)
        }
    }

    @Test func `what rows cannot have is told`() throws {
        let run = try load([
            ("policy.response_tokens", "512"), ("policy.prompt", "{system: be brief}"),
        ])
        let notices = try prompt(run).notices
        #expect(notices.count == 2)
        #expect(notices[0].contains("system message"))
        #expect(notices[1].contains("512 tokens at most, and 2048"))
    }
}
