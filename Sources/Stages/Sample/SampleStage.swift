import Engine
import Grading
import Manifests
import Records
import Sampling
import Storage

/// `sample`: pass rates and difficulty labels from rollouts.
struct SampleStage: SingleUnitStage {
    /// The table of the labels.
    static let passRates = "pass_rates.parquet"
    /// The file of the priors that were taken.
    static let priors = "priors.json"
    /// The file that tells how labels changed.
    static let drift = "drift.json"

    let specification: StageSpecification
    let settings: SampleSettings
    let grader: Grader

    var unitName: String { "label" }
    var behaviourVersion: Int { 3 }
    var usesSeed: Bool { false }
    var surroundings: JSONValue {
        // The grader says which wrong answers are one and the same.
        ["rule_version": .integer(settings.labelRule.version), "grading": grader.keyMaterial]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let run = try SampleRun(
            settings, grader, rollouts: try context.inputs.one("rollouts").folder,
            previous: context.inputs.optional("previous")?.folder, output: context.folder,
            workFolder: try context.workFolder)
        return try run.label()
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        let outcome = try publish(units, context)
        for unit in units {
            try checkSum(unit.artifact.receipt)
            if !unit.artifact.receipt.files.contains(where: { $0.path == "questions.jsonl" }) {
                try Links.link(
                    try context.inputs.one("rollouts").path("questions.jsonl"),
                    at: context.folder + "/questions.jsonl")
            }
        }
        return outcome
    }

    /// Inputs are easy, medium, hard, undecided, or excluded for a reason.
    private func checkSum(_ receipt: Receipt) throws(Fault) {
        let labels = receipt.details["labels"]?.objectValue ?? []
        let sum = labels.reduce(0) { $0 + ($1.value.integerValue ?? 0) }
        guard sum == receipt.accounting.inputs else {
            throw Fault(
                .internalError,
                "\(receipt.accounting.inputs) questions have \(sum) labels")
        }
    }
}
