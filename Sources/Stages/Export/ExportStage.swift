import Engine
import Grading
import Handoff
import Manifests
import Records
import Storage

/// `export`: a phase as a folder that another trainer can run.
struct ExportStage: SingleUnitStage {
    let specification: StageSpecification
    let settings: ExportSettings
    let grader: Grader
    let prompt: ExportPrompt

    var unitName: String { "export" }
    var behaviourVersion: Int { 2 }
    var surroundings: JSONValue {
        let own: [JSONValue.Member] = [
            .init("prompt", prompt.keyMaterial), .init("embeddings", export.reach),
        ].filter { $0.value != .null }
        return .object((grader.keyMaterial.objectValue ?? []) + own)
    }

    private var export: PhaseExport {
        PhaseExport(
            specification: specification, settings: settings, grader: grader, prompt: prompt)
    }

    func prepare() throws(Fault) { try export.prepare() }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        // A phase that is not optional is never empty.
        if try FileSystem.status(try export.table(context.inputs))?.byteCount == 0 {
            return leftOut
        }
        let outcome = try await export.write(to: context.folder, context)
        return UnitOutcome(
            accounting: Accounting(inputs: outcome.rowCount, outputs: outcome.rowCount),
            details: [
                "trainer": .string(settings.trainer.rawValue),
                "steps": .integer(outcome.stepCount),
                "pictures": .integer(outcome.pictureCount),
                "summary": [
                    .string(
                        "\(outcome.rowCount) questions and \(outcome.pictureCount) pictures for "
                            + "\(settings.trainer.facts.name): \(outcome.stepCount) steps")
                ],
            ], notices: prompt.notices + notices(outcome))
    }

    private func notices(_ outcome: PhaseHandoff.Outcome) -> [String] {
        guard outcome.leftBehind > 0 else { return [] }
        let batch = settings.training.rolloutBatch
        return [
            "phase `\(settings.phase)`: the trainer drops what is behind the last whole batch of "
                + "\(batch): \(outcome.leftBehind) of \(outcome.rowCount) questions in each pass"
        ]
    }

    /// An optional phase without questions: there is nothing to hand on.
    private var leftOut: UnitOutcome {
        UnitOutcome(
            accounting: Accounting(),
            details: [
                "trainer": .string(settings.trainer.rawValue), "steps": 0, "pictures": 0,
            ],
            notices: [
                "phase `\(settings.phase)` has no question and is optional: it is not exported"
            ])
    }
}
