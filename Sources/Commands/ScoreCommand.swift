import ArgumentParser
import Handoff
import Records
import Storage
import Terminal

/// `pipeline score`: rewards of responses, for another trainer's reward function.
struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Scores responses by a reward: a line of JSON a batch.",
        discussion: """
            Reads {"responses": [ … ]} from standard input, a line a batch, and answers each with \
            {"scores": [ … ]} or {"error": "…"} before it reads the next. A response is an object with \
            `response`, `finish_reason` (stop or length), `answer`, and `choices`, `keywords`, \
            `tokens`, `description_answer` (what the policy answered from the response's description \
            alone) and `pictures` (paths in the folder of the file) where the reward goes by them; a \
            score has `overall` and the reward's parts. The \
            reward.py that an `export` stage writes asks it.
            """)

    @Argument(
        help: ArgumentHelp("The reward.json of an exported phase.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var path: String

    func run() async throws {
        try NamedFile.require(path, "the file")
        let scoring = try ResponseScoring(
            RewardFile(json: try JSONReader.parse(file: path)), folder: folder)
        let requests = try LineReader("-")
        while let line = try requests.next() {
            OutputStream.standardOutput.write(
                String(decoding: await scoring.reply(to: line), as: UTF8.self))
            try OutputStream.standardOutput.check()
        }
    }

    /// The folder of the file: the exported phase.
    private var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
