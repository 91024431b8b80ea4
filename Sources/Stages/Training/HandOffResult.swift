import Engine
import Handoff
import Manifests
import Records
import Storage

/// What another trainer made of a phase, and the proof that it is what was planned.
struct HandOffResult {
    private let phase: ExportedPhase
    private let run: String
    private let table: String
    private let outcome: PhaseTraining.Outcome
    private let start: String
    private let version: String?
    private let audit: ConsumptionAudit

    /// - Parameters:
    ///   - phase: the phase as it was exported.
    ///   - run: the run folder.
    ///   - table: the phase's table of questions.
    ///   - outcome: how the training ended.
    ///   - start: what it started from.
    ///   - version: that of the trainer, where it is known.
    /// - Throws: a `Fault` where something cannot be read.
    init(
        phase: ExportedPhase, run: String, table: String, outcome: PhaseTraining.Outcome,
        start: String, version: String?
    ) throws(Fault) {
        self.phase = phase
        self.run = run
        self.table = table
        self.outcome = outcome
        self.start = start
        self.version = version
        var ids: [String] = []
        try TableReader.forEach(Question.self, from: table) { ids.append($0.id) }
        audit = try ConsumptionAudit(phase, questions: ids, run: run)
    }

    /// Puts weights, tables and what the trainer was given into the unit's folder.
    ///
    /// - Throws: a `Fault` if the trainer's reward was not the phase's.
    func publish(to folder: String) throws(Fault) -> UnitOutcome {
        guard audit.consumedCount > 0 else {
            throw Fault(
                .failedUnits,
                "\(phase.target.facts.name) trained \(phase.steps) steps and never asked for a "
                    + "reward: `rewards.jsonl` is empty",
                remedy: "look into the log whether it was started by the phase's launch.sh")
        }
        let weights = outcome.checkpoint.weights ?? ""
        for name in try outcome.checkpoint.weightFiles() {
            try Links.link(
                "\(weights)/\(name)", at: "\(folder)/\(HandOffWeights.folder)/\(name)")
        }
        for name in try FileSystem.list(phase.folder) where name != "images" {
            let file = "\(phase.folder)/\(name)"
            // Python may have left a cache of what it read.
            guard try FileSystem.status(file)?.kind == .file else { continue }
            try Links.link(file, at: "\(folder)/phase/\(name)")
        }
        try Links.link("\(run)/rewards.jsonl", at: "\(folder)/rewards.jsonl")
        try TrainedTable.write(audit, to: folder)
        let last = try phase.writeMetrics(of: run, to: folder)
        let rejects = try untrained()
        try rejects.write(to: folder)
        return UnitOutcome(
            accounting: rejects.accounting(outputs: phase.rowCount - rejects.rows.count),
            details: details(last), notices: try notices())
    }

    private func details(_ last: [(name: String, value: Double)]) -> JSONValue {
        [
            "trainer": .string(phase.target.rawValue),
            "trainer_version": version.map { .string($0) } ?? .null,
            "model": .string(start),
            "training": [
                "steps": .integer(phase.steps),
                "resumed_from": .integer(outcome.resumedFrom),
                "last": .object(last.map { .init($0.name, .real($0.value)) }),
            ],
            "draws": .integer(audit.consumedCount),
            "audit": [
                "planned": .integer(audit.plannedCount),
                "consumed": .integer(audit.consumedCount),
                "lost": .integer(audit.lostCount),
                "foreign": .integer(audit.foreignCount),
                "broken_lines": .integer(audit.brokenCount),
                "first_misplaced_batch": audit.firstMisplacedBatch.map { .integer($0) } ?? .null,
            ],
            "summary": [
                .string(
                    "\(phase.steps) steps by \(phase.target.facts.name); "
                        + "\(Format.count(audit.consumedCount)) of "
                        + "\(Format.count(audit.plannedCount)) planned responses"
                        + (audit.isAsPlanned && phase.keepsOrder ? ", in their order" : ""))
            ],
        ]
    }

    /// The questions that were not trained, with the reasons.
    private func untrained() throws(Fault) -> RejectTable {
        var rejects = RejectTable(of: .train)
        let wholeCount = phase.rowCount / phase.rolloutBatch * phase.rolloutBatch
        let consumed = audit.consumption
        let isComplete = audit.consumedCount >= audit.plannedCount
        var index = 0
        try TableReader.forEach(Question.self, from: table) { question throws(Fault) in
            defer { index += 1 }
            let isDrawn = consumed(question.id) > 0
            if phase.keepsOrder ? index >= wholeCount : !isDrawn && isComplete {
                rejects.add(
                    question, reason: "behind_last_batch",
                    detail: "trainers drop what is left behind the last whole batch of "
                        + "\(phase.rolloutBatch) questions")
            } else if !isDrawn {
                rejects.add(
                    question, reason: "not_trained",
                    detail: "it was planned, and no reward was asked for")
            }
        }
        return rejects
    }

    private func notices() throws(Fault) -> [String] {
        var notices = outcome.notes
        if audit.foreignCount > 0 {
            notices.append(
                "\(audit.foreignCount) rewards were of questions that the phase does not have")
        }
        if let batch = audit.firstMisplacedBatch {
            notices.append(
                "from batch \(batch + 1) on, questions were others than the phase's order says")
        }
        if audit.consumedCount != audit.plannedCount {
            notices.append(
                "\(audit.consumedCount) responses were drawn, and \(audit.plannedCount) were planned"
            )
        }
        if audit.brokenCount > 0 {
            notices.append("\(audit.brokenCount) lines of rewards.jsonl cannot be read")
        }
        if let same = try unchangedWeights() { notices.append(same) }
        return notices
    }

    /// Whether training changed nothing, where it started from a folder.
    private func unchangedWeights() throws(Fault) -> String? {
        guard let weights = outcome.checkpoint.weights else { return nil }
        for name in try outcome.checkpoint.weightFiles() where name.hasSuffix(".safetensors") {
            let before = try FileSystem.status("\(start)/\(name)")
            let after = try FileSystem.status("\(weights)/\(name)")
            guard before?.byteCount == after?.byteCount,
                try SHA256.digest(ofFile: "\(start)/\(name)")
                    == SHA256.digest(ofFile: "\(weights)/\(name)")
            else { return nil }
        }
        return "the weights are byte for byte those that the phase started from: nothing was learnt"
    }
}
