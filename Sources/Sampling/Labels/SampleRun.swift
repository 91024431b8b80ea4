public import Records
import Storage

/// Labels what a rollout stage has published, a question at a time.
public final class SampleRun {
    /// The file of the priors that were taken.
    static let priors = "priors.json"

    /// What is asked for.
    public struct Settings: Sendable {
        /// How questions are labelled.
        public var labelling: Labelling
        /// Whether priors are fitted to the draws, in place of those of `labelling`.
        public var fitsPriors: Bool
        /// Whether rollouts of several provenances may be counted together.
        public var allowsMixedProvenance: Bool

        /// Settings; see the properties.
        public init(labelling: Labelling, fitsPriors: Bool, allowsMixedProvenance: Bool) {
            self.labelling = labelling
            self.fitsPriors = fitsPriors
            self.allowsMixedProvenance = allowsMixedProvenance
        }
    }

    /// What came of it.
    public struct Outcome: Sendable {
        /// The sum of the questions: each has a label.
        public var accounting: Accounting
        /// Facts for the receipt.
        public var details: JSONValue
        /// What the user should see.
        public var notices: [String]
    }

    private let allowsMixedProvenance: Bool
    private let isSame: (String, String, Question) -> Bool
    private let rollouts: String
    private let output: String
    private let survey: GroupSurvey
    private let previous: PreviousLabels?

    private var labeller: Labeller
    private let table: PassRateWriter
    private var questions: TableWriter<Question>?
    private var report = SampleReport()
    private var provenances = ProvenanceCounts()

    /// Opens what is read and what is written.
    ///
    /// - Parameters:
    ///   - settings: how questions are labelled, and which rollouts may be counted together.
    ///   - rollouts: the folder of the rollout stage's artifact.
    ///   - previous: that of an earlier `sample` stage's.
    ///   - trained: tables of what trainers have drawn since (`trained.parquet`), which count with what is
    ///     carried on from `previous`.
    ///   - output: where the tables go.
    ///   - workFolder: where what memory does not hold lies while it is sorted.
    ///   - isSame: whether an answer to a question says what another does.
    /// - Throws: a `Fault` where a table is broken or cannot be written, or has a question twice.
    public init(
        _ settings: Settings, rollouts: String, previous: String?, trained: [String] = [],
        output: String, workFolder: String, isSame: @escaping (String, String, Question) -> Bool
    ) throws(Fault) {
        allowsMixedProvenance = settings.allowsMixedProvenance
        self.isSame = isSame
        self.rollouts = rollouts
        self.output = output
        let groups = rollouts + "/" + DrawGroup.table
        survey = try GroupSurvey(groups, spillingTo: workFolder)
        var labelling = settings.labelling
        if settings.fitsPriors, let previous {
            // The new draws may be of chosen questions, and the old ones are evidence already.
            labelling.priors = try PreviousLabels.priors(previous)
        } else if settings.fitsPriors {
            labelling.priors = try SampleRun.fittedPriors(rollouts, survey.kinds)
            report.priors = labelling.priors
        }
        labeller = Labeller(labelling)
        try FileSystem.write(
            Array(labelling.priors.json.serialized.utf8), to: output + "/" + SampleRun.priors)
        table = try PassRateWriter(output + "/pass_rates.parquet")
        if let previous {
            let training = try TrainingVerdicts(trained)
            self.previous = try PreviousLabels(previous, groups: groups, training: training)
            if !trained.isEmpty { report.training = training }
            questions = try TableWriter(path: output + "/questions.jsonl")
            report.drift = LabelDrift()
        } else {
            self.previous = nil
        }
    }

    /// Labels every question, and says what came of it.
    ///
    /// - Throws: a `Fault` where a row is broken or not where it belongs, or provenances are mixed.
    public func label() throws(Fault) -> Outcome {
        let walk = try RolloutWalk(rollouts, kinds: survey.kinds)
        while let draws = try walk.next() {
            try carryUndrawn()
            try label(draws, try previous?.take(draws.question.id))
        }
        try carryUndrawn()
        try previous?.checkEnd()
        try table.close()
        try questions?.close()
        report.rejectedSources = try RejectedSources(rollouts + "/rejects.jsonl")
        if let drift = report.drift {
            try FileSystem.write(
                Array(drift.json.serialized.utf8), to: output + "/drift.json")
        }
        let mixture = try provenances.check(allowsMixed: allowsMixedProvenance)
        let count = report.census.questionCount
        return Outcome(
            accounting: Accounting(inputs: count, outputs: count), details: report.details,
            notices: mixture + report.notices)
    }

    private func label(
        _ draws: QuestionDraws, _ old: PreviousLabels.Entry?
    ) throws(Fault) {
        let question = draws.question
        var evidence = try GroupEvidence(draws) { first, other in
            isSame(first, other, question)
        }
        if let old { evidence.keep(what: old.rate, carried: old.evidence) }
        let rate = labeller.passRate(of: evidence)
        report.figures.add(draws)
        provenances.add(draws.answers)
        try write(
            rate, question,
            // Those that a budget paid for were wanted, too.
            wanted: draws.group.end == .allDrawn
                ? evidence.wanted : max(evidence.wanted, draws.group.asked), old: old)
    }

    /// Questions that nobody drew since keep their row: what it says of the draws, and its label.
    private func carryUndrawn() throws(Fault) {
        while let old = try previous?.takeUndrawn() {
            var rate = labeller.passRate(
                of: GroupEvidence(
                    question: old.rate.question, source: old.rate.source,
                    capability: old.rate.capability, picture: old.rate.picture,
                    counts: VerdictCounts(), constantRewards: old.rate.constantRewards,
                    blind: old.rate.blind, described: old.rate.described,
                    carried: old.evidence))
            rate.counts = old.rate.counts
            try write(rate, old.question, wanted: 0, isDrawn: false, old: old)
        }
    }

    private func write(
        _ rate: PassRate, _ question: Question, wanted: Int, isDrawn: Bool = true,
        old: PreviousLabels.Entry?
    ) throws(Fault) {
        try table.append(rate)
        try questions?.append(question)
        report.census.add(rate, wanted: wanted, isDrawn: isDrawn)
        report.drift?.add(rate, old: old?.rate.difficulty)
    }

    /// The priors that fit the draws best.
    private static func fittedPriors(
        _ rollouts: String, _ kinds: Set<RolloutKind>
    ) throws(Fault) -> SourcePriors {
        var histograms = SourceHistograms()
        let walk = try RolloutWalk(rollouts, kinds: kinds, part: .verdicts)
        while let draws = try walk.next() {
            var counts = VerdictCounts()
            for answer in draws.answers { counts.add(answer.verdict) }
            histograms.add(
                draws.question.source, right: counts.right, notRight: counts.notRight)
        }
        return SourcePriors(fitting: histograms)
    }
}
