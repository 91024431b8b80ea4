import Engine
import Foundation
import Grading
import Manifests
import Records
import Rewards
import Storage

@testable import Stages

/// A response to score, and a folder to work in that lives as long as this does.
final class RewardFixture: Sendable {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/reward-\(UUID().uuidString)"
        try FileSystem.createFolder(folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A response to a question, named `q1#0.0.0`.
    static let response = ScorableResponse(
        id: "q1#0.0.0",
        question: Question(
            id: "q1", source: "s", split: "train", capability: .fine, text: "?", answer: "two"),
        picture: 0, response: "two", parsed: ResponseFormat.answer.parse("two", finished: true),
        finishReason: .stop, tokenCount: 1)

    /// A program of the shell.
    ///
    /// - Parameter files: files of the folder that its scores depend on.
    func command(_ text: String, files names: [String]) throws -> CommandReward {
        var settings = ExternalRewardSettings()
        settings.command = ["sh", "-c", text]
        settings.files = names
        let files = try files(settings)
        return CommandReward(
            CommandReward.Settings(settings), root: folder, workFolder: folder,
            logPath: "\(folder)/log", pictures: nil
        ) { () throws(Fault) in try files.check() }
    }

    /// The files that a reward's program is made of.
    ///
    /// - Parameter path: the folders that programs are looked for in.
    func files(
        _ settings: ExternalRewardSettings, path: String = "/usr/bin:/bin"
    ) throws(Fault) -> RewardFiles {
        func place(_ line: Int) -> SourceLocation {
            SourceLocation(file: "run.yaml", line: line, column: 1)
        }
        var specification = StageSpecification(
            name: "coarse", location: place(1), settings: .reinforcement(ReinforcementSettings()),
            parameters: [:], references: [])
        specification.locations = [
            "reward.external.command": place(2), "reward.external.files.0": place(3),
        ]
        return try RewardFiles(
            settings, specification, root: folder, environment: ["PATH=\(path)"],
            digests: Workspace(folder + "/workspace").digests)
    }
}
