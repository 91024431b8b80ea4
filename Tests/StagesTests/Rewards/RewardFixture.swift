import Foundation
import Grading
import Manifests
import Records
import Rewards
import Storage

@testable import Stages

/// Responses to score, and a folder to work in that lives as long as this does.
final class RewardFixture: Sendable {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/reward-\(UUID().uuidString)"
        try FileSystem.createFolder(folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Two responses to one question, named `q1#0.0.0` and `q1#0.0.1`.
    static let responses = ["one two", "three"].enumerated().map { draw, text in
        ScorableResponse(
            id: "q1#0.0.\(draw)",
            question: Question(
                id: "q1", source: "s", split: "train", capability: .fine, text: "which \"one\"?",
                answer: "two", choices: ["one", "two"], keywords: ["a b"],
                extra: [.init(name: "scene", json: #"[{"x":1}]"#)]),
            picture: 0, response: text,
            parsed: ResponseFormat.answer.parse(text, finished: draw == 0),
            finishReason: draw == 0 ? .stop : .length, tokenCount: 3)
    }

    /// A program of the shell.
    func command(_ text: String, timeout: Duration = .seconds(60)) -> CommandReward {
        var settings = ExternalRewardSettings()
        settings.command = ["sh", "-c", text]
        settings.timeout = timeout
        return CommandReward(
            settings: settings, root: folder, workFolder: folder, logPath: "\(folder)/log")
    }
}
