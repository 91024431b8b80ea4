public import Engine
public import Records
import Storage

/// What the steps of a train stage measured: all of them where it published their table, else those that it told
/// as it worked.
struct TrainingSeries {
    /// A metric's values; nothing at steps that lack it.
    struct Metric {
        var name: String
        var values: [Double?]

        private static func mean(_ values: some Collection<Double?>) -> Double {
            let known = values.compactMap { $0 }
            return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
        }

        var mean: Double { Metric.mean(values) }
        var firstTen: Double { Metric.mean(values.prefix(10)) }
        var lastTen: Double { Metric.mean(values.suffix(10)) }
    }

    let stage: String
    let method: String
    let phase: String?
    let sample: String?
    /// How many steps of reinforcement learning the policy had behind it when the stage began.
    var offset = 0
    private(set) var steps: [Int] = []
    private(set) var metrics: [Metric] = []

    /// More points of a curve than this are joined.
    static let pointsShown = 1000

    /// How many steps it has behind it.
    private(set) var stepCount = 0
    /// Whether only some of its steps are here: it is not published, or another trainer trained.
    private(set) var isPartial = false
    var isReinforcement: Bool { method == "grpo" }

    private init(_ record: RunRecord.Stage) {
        stage = record.name
        let parameters = record.material["parameters"]
        method = parameters?["method"]?.stringValue ?? ""
        phase = parameters?["settings"]?["phase"]?.stringValue
        sample = parameters?["settings"]?["sample"]?.stringValue
    }

    /// Reads the table of a train stage; nothing if it has none, as where another trainer trained.
    private init?(_ record: RunRecord.Stage, _ artifact: Artifact) throws(Fault) {
        guard artifact.receipt.file("metrics.parquet") != nil else { return nil }
        self.init(record)
        var names = OrderedCounts()
        let rows = try ParquetTableReader.read(
            AnyTableRow.self, from: artifact.path("metrics.parquet"))
        for row in rows {
            steps.append(row.json["step"]?.integerValue ?? steps.count + 1)
            for member in row.json.objectValue ?? []
            where member.name != "step" && member.value.realValue != nil {
                names.add(member.name)
            }
        }
        metrics = names.entries.map { name, _ in
            Metric(name: name, values: rows.map { $0.json[name]?.realValue })
        }
        stepCount = steps.count
    }

    /// What a stage told as it worked; nothing if it told nothing.
    private init?(_ record: RunRecord.Stage, told points: [ProgressHistory.Point]) {
        guard let last = points.last else { return nil }
        self.init(record)
        isPartial = true
        steps = points.map(\.done)
        stepCount = last.done
        var names = OrderedCounts()
        for metric in points.flatMap(\.metrics) { names.add(metric.name) }
        metrics = names.entries.map { name, _ in
            Metric(
                name: name,
                values: points.map { point in
                    point.metrics.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
                })
        }
    }

    /// A metric by its name.
    func metric(_ name: String) -> Metric? { metrics.first { $0.name == name } }

    /// The points of a metric's curve: the steps themselves, or means of equal runs of them.
    func points(_ metric: Metric) -> [(step: Int, value: Double)] {
        let size = (steps.count + TrainingSeries.pointsShown - 1) / TrainingSeries.pointsShown
        guard size > 1 else {
            return zip(steps, metric.values).compactMap { step, value in
                value.map { (step, $0) }
            }
        }
        return stride(from: 0, to: steps.count, by: size).compactMap { start in
            let end = min(steps.count, start + size)
            let known = metric.values[start..<end].compactMap { $0 }
            guard !known.isEmpty else { return nil }
            return (steps[end - 1], known.reduce(0, +) / Double(known.count))
        }
    }

    /// The series of a run's train stages. Phases that go on from one another have their steps counted on.
    ///
    /// - Parameter history: what stages told as they worked; nothing reads it where a stage has no table.
    static func all(
        _ status: RunStatus, history: ProgressHistory? = nil
    ) throws(Fault) -> [TrainingSeries] {
        var history = history
        var result: [TrainingSeries] = []
        for (record, stage) in zip(status.record.stages, status.stages)
        where record.kind == "train" && stage.state != .waiting {
            var series: TrainingSeries?
            if let artifact = stage.artifact { series = try TrainingSeries(record, artifact) }
            if series == nil {
                let told: ProgressHistory
                if let history { told = history } else { told = try .training(of: status) }
                history = told
                series = TrainingSeries(record, told: told.points(of: record.name))
            }
            guard var series else { continue }
            let parent = record.inputs.first { $0.field == "policy" }?.stage
            if series.isReinforcement, let parent,
                let before = result.last(where: { $0.stage.utf8.elementsEqual(parent.utf8) }),
                before.isReinforcement
            {
                series.offset = before.offset + before.stepCount
            }
            result.append(series)
        }
        return result
    }
}

extension ProgressHistory {
    /// What the train stages of a run told so far.
    ///
    /// - Parameter status: how the run stands.
    /// - Throws: a `Fault` if the event log cannot be read.
    public static func training(of status: RunStatus) throws(Fault) -> ProgressHistory {
        var history = ProgressHistory(
            status.folder, stages: status.record.stages.filter { $0.kind == "train" }.map(\.name))
        try history.update()
        return history
    }
}
