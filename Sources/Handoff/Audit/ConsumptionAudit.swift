public import Records

/// Compares what a trainer was to learn from with what its reward function was asked for.
public struct ConsumptionAudit: Sendable, Hashable {
    /// What became of a question of the phase.
    public struct Row: Sendable, Hashable {
        /// Its id.
        public var question: String
        /// Responses that were to be drawn.
        public var planned: Int
        /// Responses that were drawn.
        public var consumed = 0
        /// What the grader said of them.
        public var verdicts = VerdictCounts()
        /// The sum of their rewards.
        public var scoreSum = 0.0
    }

    /// The phase's questions, each once, in the order of their first row.
    public private(set) var rows: [Row] = []
    /// Responses that were to be drawn.
    public private(set) var plannedCount = 0
    /// Responses that were drawn.
    public private(set) var consumedCount = 0
    /// Responses to questions that are none of the phase's.
    public private(set) var foreignCount = 0
    /// Responses that were lost with a stopped trainer, and drawn again.
    public let lostCount: Int
    /// Lines of the log that could not be read.
    public let brokenCount: Int
    /// The first batch, from 0, whose questions are not those planned; nothing if all are, or no order was
    /// planned.
    public private(set) var firstMisplacedBatch: Int?

    /// Audits a run.
    ///
    /// - Parameters:
    ///   - phase: the phase as it was exported.
    ///   - questions: its questions' ids, in training order.
    ///   - run: the run folder.
    /// - Throws: a `Fault` where the log cannot be read.
    public init(_ phase: ExportedPhase, questions: [String], run: String) throws(Fault) {
        self.init(phase, questions: questions, log: try ConsumptionLog(phase, run: run))
    }

    init(_ phase: ExportedPhase, questions: [String], log: ConsumptionLog) {
        lostCount = log.lostCount
        brokenCount = log.brokenCount
        // Where two ids look alike but differ in bytes, they are two.
        var places: [[UInt8]: Int] = [:]
        var order: [Int] = []
        for id in questions {
            let place = places[Array(id.utf8)] ?? rows.count
            if place == rows.count {
                places[Array(id.utf8)] = place
                rows.append(Row(question: id, planned: 0))
            }
            order.append(place)
        }
        let wholeCount = order.count / max(1, phase.rolloutBatch) * phase.rolloutBatch
        for place in phase.keepsOrder ? order[..<wholeCount] : order[...] {
            rows[place].planned += phase.group * phase.epochs
        }
        plannedCount = wholeCount * phase.group * phase.epochs
        let consumed = log.responses.map { places[Array($0.question.utf8)] }
        for (response, place) in zip(log.responses, consumed) {
            guard let place else {
                foreignCount += 1
                continue
            }
            rows[place].consumed += 1
            rows[place].verdicts.add(response.verdict)
            rows[place].scoreSum += response.score
        }
        consumedCount = log.responses.count
        guard phase.keepsOrder, wholeCount > 0 else { return }
        firstMisplacedBatch = firstMisplaced(
            phase, order: order[..<wholeCount], log.responses, consumed)
    }

    /// How often responses to a question were drawn.
    public var consumption: (String) -> Int {
        var counts: [[UInt8]: Int] = [:]
        for row in rows { counts[Array(row.question.utf8)] = row.consumed }
        return { counts[Array($0.utf8)] ?? 0 }
    }

    /// Whether what was drawn is what was planned, in its order where there is one.
    public var isAsPlanned: Bool {
        foreignCount == 0 && firstMisplacedBatch == nil && consumedCount == plannedCount
    }

    /// The first batch whose questions are others than those planned.
    private func firstMisplaced(
        _ phase: ExportedPhase, order: ArraySlice<Int>, _ responses: [RewardLogLine.Response],
        _ consumed: [Int?]
    ) -> Int? {
        let size = phase.responsesPerBatch
        let batchesPerEpoch = order.count / phase.rolloutBatch
        var start = 0
        for batch in 0..<(batchesPerEpoch * phase.epochs) {
            let first = batch % batchesPerEpoch * phase.rolloutBatch
            var wanted: [Int] = []
            for place in order[first..<(first + phase.rolloutBatch)] {
                wanted += Array(repeating: place, count: phase.group)
            }
            let end = min(start + size, consumed.count)
            // A batch's responses are scored by several processes: their order says nothing.
            guard consumed[start..<end].map({ $0 ?? -1 }).sorted() == wanted.sorted() else {
                return batch
            }
            start = end
        }
        return start < consumed.count ? batchesPerEpoch * phase.epochs : nil
    }
}
