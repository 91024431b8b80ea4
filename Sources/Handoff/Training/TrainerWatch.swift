import Records
import Storage

/// Watches a trainer from outside: by the files of its run folder and what it prints.
struct TrainerWatch {
    private let phase: ExportedPhase
    private let run: String
    private var log: GrowingFile
    private var rewards: GrowingFile
    private var metrics: TrainerMetrics?
    /// Responses that count, those before a checkpoint that the trainer went on from among them.
    private var responseCount = 0
    private var newestCheckpoint = 0
    private var lookCount = 0
    /// Checkpoints are judged at each of so many looks: that opens all of their files.
    private static let looksPerJudgement = 10
    /// Responses and checkpoints that were seen, those of earlier attempts too.
    private(set) var signs = 0

    /// What a look gave.
    struct Look {
        /// Whether anything moved since the last look.
        var moved = false
        /// What the trainer says without meaning to.
        var failure: Fault?
    }

    /// - Parameter log: the file of what the trainer prints; what stands in it already is passed over.
    init(_ phase: ExportedPhase, run: String, log: String) {
        self.phase = phase
        self.run = run
        self.log = GrowingFile(log, last: 0)
        rewards = GrowingFile("\(run)/\(ExportedPhase.rewardLog)")
        metrics = TrainerMetrics(phase.target, run: run)
    }

    /// Looks at what came since the last time.
    ///
    /// - Throws: a `Fault` where a file cannot be read.
    mutating func look() throws(Fault) -> Look {
        var result = Look()
        while true {
            let lines = try log.lines()
            if lines.isEmpty { break }
            result.moved = true
            for line in lines where result.failure == nil {
                result.failure = SilentFailure.fault(
                    String(decoding: line, as: UTF8.self), phase.target)
            }
        }
        while true {
            let lines = try rewards.lines()
            if lines.isEmpty { break }
            result.moved = true
            for line in lines { count(line) }
        }
        let steps = metrics?.rows.count
        try metrics?.look()
        if metrics?.rows.count != steps { result.moved = true }
        if lookCount % TrainerWatch.looksPerJudgement == 0 {
            result.moved = judge() || result.moved
        }
        lookCount += 1
        return result
    }

    /// Training steps that are done for certain: of the batch whose responses came last that is not
    /// known.
    var doneSteps: Int {
        let drawn = max(0, responseCount / max(1, phase.responsesPerBatch) - 1)
        let measured = metrics?.rows.last?.step ?? 0
        return min(
            phase.steps, max(measured, newestCheckpoint, drawn * phase.updatesPerBatch))
    }

    /// What is worth showing, by our names.
    var shown: [(name: String, value: Double)] { metrics?.shown ?? [] }

    /// Judges the checkpoints, and says whether there is a newer one. Where one goes while it is looked at,
    /// since the trainer removes old ones, what was known before stays.
    private mutating func judge() -> Bool {
        guard let newest = try? phase.state(of: run).newest?.step, newest != newestCheckpoint else {
            return false
        }
        newestCheckpoint = newest
        signs += 1
        return true
    }

    private mutating func count(_ line: [UInt8]) {
        switch try? RewardLogLine(line, file: ExportedPhase.rewardLog) {
        case .response:
            responseCount += 1
            signs += 1
        case .resumed(let step):
            responseCount = min(responseCount, phase.responseCount(before: step))
        case nil: break
        }
    }
}
