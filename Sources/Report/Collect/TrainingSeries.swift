import Engine
import Records
import Storage

/// What the steps of a train stage measured.
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

    var stepCount: Int { steps.count }
    var isReinforcement: Bool { method == "grpo" }

    /// Reads the table of a train stage; nothing if it has none, as where another trainer trained.
    init?(_ stage: RunMaterial.Done) throws(Fault) {
        self.stage = stage.name
        method = stage.parameters?["method"]?.stringValue ?? ""
        phase = stage.parameters?["settings"]?["phase"]?.stringValue
        sample = stage.parameters?["settings"]?["sample"]?.stringValue
        guard stage.artifact.receipt.file("metrics.parquet") != nil else { return nil }
        var names = OrderedCounts()
        let rows = try ParquetTableReader.read(
            AnyTableRow.self, from: stage.artifact.path("metrics.parquet"))
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
    static func all(_ material: RunMaterial) throws(Fault) -> [TrainingSeries] {
        var result: [TrainingSeries] = []
        for stage in material.done("train") {
            guard var series = try TrainingSeries(stage) else { continue }
            if series.isReinforcement, let parent = material.input("policy", of: stage),
                let before = result.last(where: { $0.stage == parent.name }), before.isReinforcement
            {
                series.offset = before.offset + before.stepCount
            }
            result.append(series)
        }
        return result
    }
}
