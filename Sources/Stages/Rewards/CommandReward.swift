import Engine
import Manifests
import Processes
import Records
import Rewards
import Storage

/// A program of the user's that scores the responses of a training step: started once a step, it reads
/// a line of JSON for each response and writes one for each.
struct CommandReward: BatchScoring {
    let settings: ExternalRewardSettings
    /// What the program is made of.
    let files: RewardFiles
    /// The repository's root, where it works.
    let root: String
    /// Where what it reads and writes lies while it runs.
    let workFolder: String
    let logPath: String
    /// Reads the questions' pictures; nothing where the program does not ask for them.
    var pictures: RewardPictures?

    let component = RewardComponent.external

    func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
        // Before, so that no other program is started; after, so that no score of another one gets into
        // a checkpoint.
        try files.check()
        let rows = try await rows(responses)
        try files.check()
        return try RewardMessage.scores(
            rows, of: responses, range: settings.least...settings.most)
    }

    /// What the program writes.
    private func rows(_ responses: [ScorableResponse]) async throws(Fault) -> [JSONValue] {
        let (input, output) = ("\(workFolder)/responses.jsonl", "\(workFolder)/scores.jsonl")
        let folder = "\(workFolder)/pictures"
        try pictures?.write(of: responses, to: folder)
        let named = pictures.map { _ in RewardMessage.Pictures(folder: folder) }
        var bytes: [UInt8] = []
        for response in responses {
            try RewardMessage.request(response, pictures: named).append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        try FileSystem.write(bytes, to: input)
        let log = try ProcessLog(logPath, title: "$ " + CommandRun.shown(settings.command))
        var process = ChildProcess(
            settings.command, folder: root, environment: settings.environmentValues,
            logPath: log.path)
        process.inputPath = input
        process.outputPath = output
        let end = try await limited(process)
        guard end == .exited(0) else {
            throw ProgramFailure.fault(end, settings.command, log, folder: workFolder)
        }
        var rows: [JSONValue] = []
        let lines = try FileSystem.read(output, limit: CommandReward.outputLimit)
            .split(separator: UInt8(ascii: "\n"))
        for line in lines where line.contains(where: { $0 > 32 }) {
            rows.append(try row(Array(line)))
        }
        return rows
    }

    private func row(_ line: [UInt8]) throws(Fault) -> JSONValue {
        do throws(Fault) {
            return try JSONReader.parse(
                line, file: "what `\(CommandRun.shown(settings.command))` wrote")
        } catch {
            var fault = error
            fault.remedy =
                "let the program write one line of JSON for each response to its standard output, and "
                + "all else to its standard error"
            throw fault
        }
    }

    /// More than the scores of any step.
    private static let outputLimit = 256 << 20

    /// Runs the program, but no longer than it may take.
    private func limited(_ process: ChildProcess) async throws(Fault) -> ProcessEnd {
        let end = try await TimeLimit.run(settings.timeout) { () throws(Fault) in
            let end = try await process.run()
            // One that was stopped has an end too.
            if Task.isCancelled { throw Fault(.interrupted, "the reward's program was stopped") }
            return end
        }
        guard let end else {
            throw Fault(
                .tryAgain,
                "`\(CommandRun.shown(settings.command))` had scored nothing after "
                    + "\(settings.timeout.components.seconds) s",
                remedy: "raise reward.external.timeout")
        }
        return end
    }
}
