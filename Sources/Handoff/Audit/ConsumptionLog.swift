import Records
import Storage

/// The responses of a run folder's `rewards.jsonl` that a trainer has learnt from or is about to, in the
/// order in which they were scored.
///
/// What was drawn behind a checkpoint that the trainer went back to is dropped: it was drawn again.
struct ConsumptionLog {
    private let phase: ExportedPhase
    /// What still counts.
    private(set) var responses: [RewardLogLine.Response] = []
    /// Responses that were drawn and lost with a checkpoint's successor.
    private(set) var lostCount = 0
    /// Lines that are none.
    private(set) var brokenCount = 0

    init(_ phase: ExportedPhase) { self.phase = phase }

    /// Reads a whole log; an empty one if there is no file.
    ///
    /// - Throws: a `Fault` where it cannot be read.
    init(_ phase: ExportedPhase, run: String) throws(Fault) {
        self.init(phase)
        var file = GrowingFile("\(run)/\(ExportedPhase.rewardLog)")
        while true {
            let lines = try file.lines()
            if lines.isEmpty { break }
            for line in lines { add(line) }
        }
        if file.takeRest() != nil { brokenCount += 1 }
    }

    /// Adds a line.
    mutating func add(_ line: [UInt8]) {
        // Who goes on begins a line, whatever stands before it.
        if line.isEmpty { return }
        guard let line = try? RewardLogLine(line, file: ExportedPhase.rewardLog) else {
            brokenCount += 1
            return
        }
        switch line {
        case .response(let response): responses.append(response)
        case .resumed(let step):
            let before = responses.count
            if responses.contains(where: { $0.step != nil }) {
                responses.removeAll { $0.step ?? 0 >= step }
            } else {
                // Steps wait for one another, so that lines stand in their order.
                let kept = phase.responseCount(before: step)
                responses.removeLast(max(0, responses.count - kept))
            }
            lostCount += before - responses.count
        }
    }
}
