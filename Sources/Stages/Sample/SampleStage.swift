import Engine
import Grading
import Handoff
import Manifests
import Records
import Sampling
import Storage

/// `sample`: pass rates and difficulty labels from rollouts.
struct SampleStage: SingleUnitStage {
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
            previous: context.inputs.optional("previous")?.folder,
            trained: context.inputs.all("trained").map { $0.path(TrainedTable.file) },
            output: context.folder,
            workFolder: try context.workFolder)
        let outcome = try run.label()
        return UnitOutcome(
            accounting: outcome.accounting, details: outcome.details, notices: outcome.notices)
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

extension SampleRun {
    /// What the manifest says of labels and of grading.
    convenience init(
        _ settings: SampleSettings, _ grader: Grader, rollouts: String, previous: String?,
        trained: [String] = [],
        output: String, workFolder: String
    ) throws(Fault) {
        try self.init(
            Settings(
                labelling: settings.labelling, fitsPriors: settings.fixedPriors == nil,
                allowsMixedProvenance: settings.allowsMixedProvenance),
            rollouts: rollouts, previous: previous, trained: trained, output: output,
            workFolder: workFolder
        ) { first, other, question in grader.isSame(first, other, of: question) }
    }
}
