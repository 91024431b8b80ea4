import Processes
public import Records
import Storage

/// A program of the user's that scores the responses of a training step: started once a step, it reads
/// a line of JSON for each response and writes one for each.
public struct CommandReward: BatchScoring {
    /// The program, and what is expected of it.
    public struct Settings: Sendable {
        /// The program and its arguments.
        public var command: [String]
        /// The command line as one would type it.
        public var name: String
        /// Its environment, each `NAME=value`.
        public var environment: [String]
        /// How long it may take for the responses of a step.
        public var timeout: Duration
        /// The scores that it may give.
        public var range: ClosedRange<Double>

        /// Settings; see the properties.
        public init(
            command: [String], name: String, environment: [String], timeout: Duration,
            range: ClosedRange<Double>
        ) {
            self.command = command
            self.name = name
            self.environment = environment
            self.timeout = timeout
            self.range = range
        }
    }

    private let settings: Settings
    private let root: String
    private let workFolder: String
    private let logPath: String
    private let check: @Sendable () throws(Fault) -> Void
    var pictures: RewardPictures?

    /// A program.
    ///
    /// - Parameters:
    ///   - settings: how it is started, and what is expected of it.
    ///   - root: the folder that it works in.
    ///   - workFolder: where what it reads and writes lies while it runs.
    ///   - logPath: the file for what it prints beside scores.
    ///   - pictures: reads the questions' pictures; nothing where the program does not ask for them.
    ///   - check: throws where what the program is made of was changed.
    public init(
        _ settings: Settings, root: String, workFolder: String, logPath: String,
        pictures: RewardPictures?, check: @escaping @Sendable () throws(Fault) -> Void
    ) {
        self.settings = settings
        self.root = root
        self.workFolder = workFolder
        self.logPath = logPath
        self.pictures = pictures
        self.check = check
    }

    /// What the program scores: the part of the reward that is not ours.
    public var component: RewardComponent { .external }

    /// The score of each response, in order.
    ///
    /// - Throws: a `Fault` where the program was changed, did not end well or in time, or did not score
    ///   each response.
    public func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
        // Before, so that no other program is started; after, so that no score of another one gets into
        // a checkpoint.
        try check()
        let rows = try await rows(responses)
        try check()
        return try RewardMessage.scores(
            rows, of: responses, range: settings.range)
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
        let log = try ProcessLog(logPath, title: "$ " + settings.name)
        var process = ChildProcess(
            settings.command, folder: root, environment: settings.environment,
            logPath: log.path)
        process.inputPath = input
        process.outputPath = output
        let end = try await limited(process)
        guard end == .exited(0) else {
            throw ProgramFailure.fault(end, of: settings.name, log, folder: workFolder)
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
                line, file: "what `\(settings.name)` wrote")
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
                "`\(settings.name)` had scored nothing after "
                    + "\(settings.timeout.components.seconds) s",
                remedy: "raise reward.external.timeout")
        }
        return end
    }
}
