import ArgumentParser
import Curriculum
import Manifests
import Records
import Sampling
import Stages
import Storage

/// Our side of the labels benchmark, each part in a process of its own.
enum LabelsPart: String, ExpressibleByArgument {
    /// Labels by the rule `posterior` from Parquet.
    case table
    /// Selects a phase of the labelled questions, weighted by p(1−p).
    case select
    /// Selects a phase of the labelled questions of all shards.
    case merge
    /// Splits PeBR-R1's data set by its own rule, from its own rollouts.
    case lines

    /// Does the part and measures it.
    func run(in folder: String, phase: Int) throws(Fault) -> LabelsOutcome {
        let before = ResourceUsage.ownSeconds
        let counts =
            switch self {
            case .table: try label(folder + "/draws.parquet", folder + "/labels", dataset: nil)
            case .lines:
                try label(
                    folder + "/draws.jsonl", folder + "/split", dataset: folder + "/dataset.json")
            case .select: try select(folder, phase)
            case .merge: try ShardSelection(folder, LabelsPart.rule(phase)).run()
            }
        return LabelsOutcome(
            processorSeconds: ResourceUsage.ownSeconds - before, counts: counts)
    }

    private func label(
        _ table: String, _ output: String, dataset: String?
    ) throws(Fault) -> [Int] {
        var settings = SampleSettings()
        settings.rule = dataset == nil ? .pebr : .literalEight
        try FileSystem.remove(output)
        let result = try TableResampling(table, settings, output: output, dataset: dataset).run()
        return ["easy", "medium", "hard"].map {
            result.json["labels"]?[$0]?.integerValue ?? -1
        }
    }

    /// What the phase takes.
    private static func rule(_ size: Int) -> PhaseRule {
        var rule = PhaseRule(
            name: "phase", capabilities: Set(Capability.allCases), labels: [.medium])
        rule.weights = WeightMix(.variance, uniformShare: 0.1)
        rule.size = size
        return rule
    }

    /// Writes the rows of the phase in training order.
    private func select(_ folder: String, _ size: Int) throws(Fault) -> [Int] {
        let rule = LabelsPart.rule(size)
        let table = try CandidateTable(
            passRates: folder + "/labels/pass_rates.parquet", for: [rule],
            in: SpillSpace(folder: folder))
        let result = try CurriculumBuilder.build([rule], from: table, seed: Seed(1))
        let rows = try ParquetRowWriter(
            folder + "/phase.parquet", columns: [ParquetColumn("row", .int64, isNullable: false)])
        for member in result.phases[0].members {
            rows.put(member.choice.row)
            try rows.endRow()
        }
        try rows.close()
        return [rows.rowCount]
    }
}
