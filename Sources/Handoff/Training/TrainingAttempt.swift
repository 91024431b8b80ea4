import Processes
import Records
import Storage

/// What an attempt to train went on from, written down before it starts: what it saved may turn out to be of
/// no use, and whoever watched it may be gone by then.
struct TrainingAttempt {
    /// The step of the checkpoint that it went on from; 0 for the phase's beginning.
    var step: Int
    /// The file of what it printed.
    var logPath: String
    /// Where in that file it begins.
    var logStart: Int

    private static func path(_ run: String) -> String { "\(run).attempt.json" }

    func write(beside run: String) throws(Fault) {
        let json: JSONValue = [
            "step": .integer(step), "log": .string(logPath), "log_start": .integer(logStart),
        ]
        try FileSystem.write(Array(json.serialized.utf8), to: TrainingAttempt.path(run))
    }

    /// The last attempt in a run folder; nothing where none is known.
    private static func last(of run: String) -> TrainingAttempt? {
        guard let json = try? JSONReader.parse(file: path(run)),
            let step = json["step"]?.integerValue, let logPath = json["log"]?.stringValue,
            let logStart = json["log_start"]?.integerValue
        else { return nil }
        return TrainingAttempt(step: step, logPath: logPath, logStart: logStart)
    }

    /// Removes the checkpoints of the last attempt in a run folder, where it had not loaded the weights that it
    /// was to go on from. Nothing else tells them from good ones.
    ///
    /// - Returns: what is to be told.
    static func discardSpoiled(_ phase: ExportedPhase, run: String) throws(Fault) -> [String] {
        guard phase.target.facts.checkpoints == .transformers,
            let last = last(of: run), try last.lostWeights(phase.target)
        else { return [] }
        let spoiled = try phase.state(of: run).checkpoints.filter { $0.step > last.step }
        for checkpoint in spoiled { try FileSystem.remove(checkpoint.path) }
        if spoiled.isEmpty { return [] }
        let steps = spoiled.reversed().map { "\($0.step)" }.joined(separator: ", ")
        return [
            "the checkpoints of step \(steps) were removed: they came from the first weights, not "
                + "from those of step \(last.step)"
        ]
    }

    private func lostWeights(_ target: TrainerTarget) throws(Fault) -> Bool {
        var log = GrowingFile(logPath, from: logStart)
        while true {
            let lines = try log.lines()
            if lines.isEmpty { return false }
            for line in lines {
                let text = String(decoding: line, as: UTF8.self)
                if SilentFailure.fault(text, target) != nil { return true }
            }
        }
    }
}
