import Engine
import Grading
import Manifests
import Records
import Rollouts
import Sampling
import Storage

/// Joins the units of a rollout stage: grades what they drew.
struct RolloutMerge {
    let settings: RolloutSettings
    let grader: Grader
    let provenance: JSONValue
    /// What the policy had and no rollout became.
    let leftovers: RolloutLeftovers
    private let rewards: RolloutRewards

    init(
        settings: RolloutSettings, grader: Grader, provenance: JSONValue,
        leftovers: RolloutLeftovers = RolloutLeftovers()
    ) {
        self.settings = settings
        self.grader = grader
        self.provenance = provenance
        self.leftovers = leftovers
        rewards = RolloutRewards(grader)
    }

    /// Writes the stage's tables.
    func join(_ units: [Artifact], into folder: String) throws(Fault) -> MergeOutcome {
        for table in ["questions.jsonl", "rejects.jsonl"] {
            try FileSystem.concatenate(units.map { $0.path(table) }, to: folder + "/" + table)
        }
        if !leftovers.rows.isEmpty {
            try TableWriter<Reject>.write(leftovers.rows, to: folder + "/unused_rows.jsonl")
        }
        try writeServers(units, folder)
        var bytes: [UInt8] = []
        provenance.canonical.append(to: &bytes)
        try FileSystem.write(bytes, to: folder + "/provenance.json")
        let mark = SHA256.digest(of: bytes).short
        let rollouts = try ParquetTableWriter(
            folder + "/rollouts.parquet", columns: Rollout.columns)
        var figures = RolloutFigures()
        for unit in units {
            try grade(unit, mark, rollouts, &figures)
            if let bought = BoughtDraws(json: unit.receipt.details["budget"]) {
                figures.add(bought)
            }
        }
        try rollouts.close()
        try copy(MissingDraw.self, MissingDraw.columns, MissingDraw.table, units, folder) {
            figures.add($0)
        }
        try copy(DrawGroup.self, DrawGroup.columns, DrawGroup.table, units, folder) {
            figures.add($0)
        }
        return MergeOutcome(
            details: figures.details(draws: settings.draws, provenance: mark),
            notices: figures.notices + leftovers.notices)
    }

    /// Writes `servers.json`: what the units found their servers to honour, each finding once. It is no
    /// part of the provenance: a server that is started again may answer its probe otherwise.
    private func writeServers(_ units: [Artifact], _ folder: String) throws(Fault) {
        let found = units.compactMap { $0.receipt.details["servers"] }.filter { $0 != .null }
        guard !found.isEmpty else { return }
        let distinct = found.enumerated().filter { !found[..<$0.offset].contains($0.element) }
        var bytes: [UInt8] = []
        JSONValue.array(distinct.map(\.element)).append(to: &bytes)
        try FileSystem.write(bytes, to: folder + "/servers.json")
    }

    private func grade(
        _ unit: Artifact, _ mark: String, _ rollouts: ParquetTableWriter,
        _ figures: inout RolloutFigures
    ) throws(Fault) {
        var questions: [[UInt8]: Question] = [:]
        try TableReader.forEach(Question.self, from: unit.path("questions.jsonl")) {
            questions[Array($0.id.utf8)] = $0
        }
        var book = DescriptionBook()
        try ParquetTableReader.forEach(
            DrawRow.self, from: unit.path(RolloutTables.draws)
        ) { row throws(Fault) in
            guard let question = questions[Array(row.question.utf8)] else {
                throw Fault(.internalError, "a draw of `\(row.question)`, which was not asked")
            }
            let rollout = rollout(row, question, mark, &book)
            try rollouts.append(rollout)
            figures.add(rollout, answer: book.verdict(ofParentOf: rollout))
        }
    }

    private func rollout(
        _ row: DrawRow, _ question: Question, _ mark: String, _ book: inout DescriptionBook
    ) -> Rollout {
        let response = row.response
        let graded = grader.grade(response, of: question)
        if row.kind == .answer, settings.passes.contains(where: { $0.kind == .description }) {
            let description = grader.format.parse(
                response.text, finished: response.finishReason == .stop
            ).description
            book.note(
                row, graded.verdict,
                description.map {
                    AnswerMention.isStated(
                        in: $0, gold: question.answer, choices: question.choices)
                })
        }
        return Rollout(
            question: row.question, kind: row.kind, draw: row.draw, parent: row.parent,
            response: response.text, tokenCount: response.tokenCount,
            finishReason: response.finishReason, seed: response.seed, seconds: response.seconds,
            answer: graded.answer, verdict: graded.verdict,
            statesAnswer: book.statesAnswer(row),
            isRightButFormat: response.verdict == nil
                ? grader.isRightButFormat(
                    response.text, verdict: graded.verdict, gold: question.answer,
                    choices: question.choices) : nil,
            grader: response.verdict == nil ? grader.identifier : Rollout.recordedGrader,
            rewards: rewards.parts(row, graded.verdict, of: question),
            provenance: mark)
    }

    /// Copies a table of every unit into one.
    private func copy<Row: TableRow>(
        _ type: Row.Type, _ columns: [ParquetColumn], _ name: String, _ units: [Artifact],
        _ folder: String, _ note: (Row) -> Void
    ) throws(Fault) {
        let writer = try ParquetTableWriter(folder + "/" + name, columns: columns)
        for unit in units {
            try ParquetTableReader.forEach(type, from: unit.path(name)) { row throws(Fault) in
                try writer.append(row)
                note(row)
            }
        }
        try writer.close()
    }
}

/// What is known of a unit's answers when the draws that were given their descriptions are graded:
/// those come after them.
private struct DescriptionBook {
    private struct Place: Hashable {
        var question: [UInt8]
        var draw: Int
    }

    private struct Entry {
        var verdict: Verdict
        var statesAnswer: Bool?
    }

    private var entries: [Place: Entry] = [:]

    mutating func note(_ row: DrawRow, _ verdict: Verdict, _ statesAnswer: Bool?) {
        entries[Place(question: Array(row.question.utf8), draw: row.draw)] = Entry(
            verdict: verdict, statesAnswer: statesAnswer)
    }

    func statesAnswer(_ row: DrawRow) -> Bool? { entry(row.question, row.parent)?.statesAnswer }

    func verdict(ofParentOf rollout: Rollout) -> Verdict? {
        entry(rollout.question, rollout.parent)?.verdict
    }

    private func entry(_ question: String, _ parent: Int?) -> Entry? {
        parent.flatMap { entries[Place(question: Array(question.utf8), draw: $0)] }
    }
}
