import Records
import Storage

/// Walks what an earlier `sample` stage has published, beside the questions that were drawn since.
///
/// Holds 16 bytes for each question that was drawn since.
final class PreviousLabels {
    /// A question of the earlier stage.
    struct Entry {
        let question: Question
        let rate: PassRate
        /// What its draws said, without the prior.
        let evidence: CarriedEvidence
    }

    private let questions: TableCursor<Question>
    private let rates: ParquetTableCursor<PassRate>
    private let priors: SourcePriors
    private let training: TrainingVerdicts
    /// The questions that were drawn since, sorted.
    private let drawn: [Key128]
    private var head: Entry?

    /// Opens the tables of an earlier stage.
    ///
    /// - Parameters:
    ///   - groups: the table of the groups that were drawn since.
    ///   - training: what was said of responses that were trained on since.
    init(_ folder: String, groups: String, training: TrainingVerdicts) throws(Fault) {
        self.training = training
        questions = try TableCursor(folder + "/questions.jsonl")
        rates = try ParquetTableCursor(folder + "/pass_rates.parquet")
        priors = try PreviousLabels.priors(folder)
        var keys: [Key128] = []
        let cursor = try ParquetTableCursor<DrawGroup>(groups)
        while let group = try cursor.next() {
            if group.kind == .answer { keys.append(GroupSurvey.key(group.question)) }
        }
        keys.sort()
        drawn = keys
        try advance()
    }

    /// The priors that an earlier stage took.
    static func priors(_ folder: String) throws(Fault) -> SourcePriors {
        try SourcePriors(json: try JSONReader.parse(file: folder + "/" + SampleRun.priors))
    }

    /// The next question if it was not drawn since.
    func takeUndrawn() throws(Fault) -> Entry? {
        guard let entry = head, !isDrawn(entry.question.id) else { return nil }
        try advance()
        return entry
    }

    /// The next question if it is this one.
    func take(_ question: String) throws(Fault) -> Entry? {
        guard let entry = head, entry.question.id.utf8.elementsEqual(question.utf8) else {
            return nil
        }
        try advance()
        return entry
    }

    /// Makes sure that every question was taken.
    func checkEnd() throws(Fault) {
        guard let head else { return }
        throw Fault(
            .badInput,
            "question `\(head.question.id)` stands in another place among the questions of the "
                + "earlier `sample` stage; expected the same order",
            remedy: "label questions of one `ingest` stage in its order, or some of them by "
                + "`subset`; a phase has another order")
    }

    private func isDrawn(_ question: String) -> Bool {
        let key = GroupSurvey.key(question)
        var low = 0
        var high = drawn.count
        while low < high {
            let middle = (low + high) / 2
            if drawn[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < drawn.count && drawn[low] == key
    }

    private func advance() throws(Fault) {
        head = nil
        guard let rate = try rates.next() else { return }
        guard let question = try questions.next(),
            question.id.utf8.elementsEqual(rate.question.utf8)
        else {
            throw Fault(
                .badInput,
                "pass_rates.parquet has question `\(rate.question)` where questions.jsonl has "
                    + "another", remedy: "run the earlier `sample` stage again")
        }
        let prior = priors.prior(of: rate.source)
        var evidence = CarriedEvidence(
            right: rate.alpha - prior.alpha, notRight: rate.beta - prior.beta,
            difficulty: rate.difficulty, reason: rate.reason)
        let trained = training.counts(of: rate.question)
        evidence.right += Double(trained.right)
        evidence.notRight += Double(trained.draws - trained.right)
        head = Entry(question: question, rate: rate, evidence: evidence)
    }
}
