import Engine
import Model
import Records
import Storage
import Training

/// What the train stages share: the loop, its progress, and the checkpoint as an artifact.
enum TrainingRun {
    /// Where a train artifact keeps its final checkpoint.
    static let checkpointFolder = "checkpoint"

    /// The final checkpoint of a train artifact.
    static func checkpoint(of artifact: Artifact) throws(Fault) -> Checkpoint {
        try Checkpoint(artifact.path(checkpointFolder))
    }

    /// Trains and writes the final checkpoint into the unit's folder.
    ///
    /// - Returns: facts for the receipt: steps, what the last step measured, where it resumed.
    static func run(
        _ method: any TrainingMethod, optimizer: OptimizerSettings, steps: Int,
        checkpointEvery: Int, seed: Seed, parent: String?, _ context: UnitContext
    ) async throws(Fault) -> JSONValue {
        let output = context.folder + "/" + checkpointFolder
        try FileSystem.createFolder(output)
        let loop = TrainingLoop(
            folder: try context.workFolder + "/checkpoints", steps: steps,
            checkpointEvery: checkpointEvery, seed: seed, parent: parent)
        let result = try await loop.run(
            method, optimizer: optimizer, output: output
        ) { progress in
            context.report(
                UnitProgress(
                    done: progress.step, total: progress.steps, what: "steps",
                    metrics: progress.metrics.values.map { .init($0.name, $0.value) }))
        }
        return [
            "steps": .integer(steps), "resumed_from": .integer(result.resumedFrom),
            "last": result.metrics.last ?? .null,
            "mean_of_last_ten": .object(means(Array(result.metrics.suffix(10)))),
        ]
    }

    /// The mean of each metric over some steps.
    private static func means(_ rows: [JSONValue]) -> [JSONValue.Member] {
        guard let names = rows.first?.objectValue?.map(\.name) else { return [] }
        return names.filter { $0 != "step" }.map { name in
            let values = rows.compactMap { $0[name]?.realValue }
            return .init(name, .real(values.reduce(0, +) / Double(max(1, values.count))))
        }
    }

    /// A train stage has one unit; its artifact is the unit's files.
    static func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) throws(Fault) -> MergeOutcome {
        guard let unit = units.first, units.count == 1 else {
            throw Fault(.internalError, "a train stage has one unit, not \(units.count)")
        }
        for file in unit.artifact.receipt.files {
            try Links.link(unit.artifact.path(file.path), at: context.folder + "/" + file.path)
        }
        return MergeOutcome(
            details: unit.artifact.receipt.details, notices: unit.artifact.receipt.notices)
    }
}
