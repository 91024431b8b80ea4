import Foundation
import Grading
import Records
import Storage

@testable import Rewards

/// Responses to score, and a folder to work in that lives as long as this does.
final class ExternalRewardFixture: Sendable {
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

    /// The first of them, about a picture whose bytes are `one`, the first of `writeShard`.
    static let responseWithPicture: ScorableResponse = {
        var response = responses[0]
        response.question.pictures = [
            Picture(
                digest: SHA256.digest(of: "one"), format: .png, width: 3, height: 1, shard: "shard",
                offset: 0, byteCount: 3)
        ]
        return response
    }()

    /// Writes the shard of that picture.
    func writeShard() throws -> RewardPictures {
        try FileSystem.write(Array("one two".utf8), to: "\(folder)/shard.tar")
        return RewardPictures(shardFolder: folder)
    }

    /// A program of the shell.
    func command(_ text: String, timeout: Duration = .seconds(60)) -> CommandReward {
        CommandReward(
            CommandReward.Settings(
                command: ["sh", "-c", text], name: "sh", environment: ["PATH=/usr/bin:/bin"],
                timeout: timeout, range: -10...10),
            root: folder, workFolder: folder, logPath: "\(folder)/log", pictures: nil
        ) { () throws(Fault) in }
    }
}
