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

    /// Where a train artifact keeps the best checkpoint, if one was asked for.
    static let bestFolder = "best"

    /// Trains and writes the final checkpoint, the best one if it was asked for, the tables of what steps
    /// measured and took, and TensorBoard's events into the unit's folder.
    ///
    /// - Returns: facts for the receipt: steps, what the last step measured, where it resumed.
    static func run(
        _ method: any TrainingMethod, optimizer: OptimizerSettings, steps: Int,
        plan: CheckpointPlan, seed: Seed, parent: String?, _ context: UnitContext
    ) async throws(Fault) -> JSONValue {
        let output = context.folder + "/" + checkpointFolder
        try FileSystem.createFolder(output)
        let loop = TrainingLoop(
            folder: try context.workFolder + "/checkpoints", steps: steps, plan: plan,
            origin: TrainingOrigin(
                seed: seed, parent: parent, references: try references(context)))
        let result = try await loop.run(
            method, optimizer: optimizer, output: output
        ) { progress in
            let figures = progress.metrics.values + progress.timing.figures
            context.report(
                UnitProgress(
                    done: progress.step, total: progress.steps, what: "steps",
                    metrics: figures.map { .init($0.name, $0.value) }))
        }
        try result.record.write(to: context.folder)
        var facts: [JSONValue.Member] = [
            .init("steps", .integer(steps)), .init("resumed_from", .integer(result.resumedFrom)),
            .init("last", result.metrics.last ?? .null),
            .init("mean_of_last_ten", .object(means(Array(result.metrics.suffix(10))))),
        ]
        let drawn = result.metrics.compactMap { $0["questions_drawn"]?.realValue }
        if !drawn.isEmpty {
            facts.append(.init("questions_drawn", .integer(Int(drawn.reduce(0, +)))))
        }
        if plan.best != nil {
            let best = result.best?.folder ?? output
            for name in try FileSystem.list(best) {
                try Links.link(
                    best + "/" + name, at: context.folder + "/\(bestFolder)/\(name)")
            }
            facts.append(.init("best_step", .integer(result.best?.step ?? steps)))
        }
        return .object(facts)
    }

    /// The keys of what the unit reads, and the digests of the weights among it, by field. The names of
    /// stages are left out, since they may change.
    private static func references(_ context: UnitContext) throws(Fault) -> [JSONValue.Member] {
        var references: [JSONValue.Member] = []
        for (input, artifact) in context.inputs.entries {
            let path = artifact.path(checkpointFolder + "/checkpoint.json")
            var members = [JSONValue.Member("key", .string(artifact.receipt.key.hex))]
            if try FileSystem.status(path) != nil {
                let facts = try JSONReader.parse(try FileSystem.read(path), file: path)
                members.append(.init("model", facts["files"]?["model.safetensors"] ?? .null))
            }
            let count = references.count { $0.name.split(separator: ".")[0] == input.field }
            let name = count == 0 ? input.field : "\(input.field).\(count + 1)"
            references.append(.init(name, .object(members)))
        }
        return references
    }

    /// The mean of each metric over some steps, those that have it.
    private static func means(_ rows: [JSONValue]) -> [JSONValue.Member] {
        var names: [String] = []
        for name in rows.lazy.compactMap(\.objectValue).joined().map(\.name)
        where name != "step" && !names.contains(name) {
            names.append(name)
        }
        return names.map { name in
            let values = rows.compactMap { $0[name]?.realValue }
            return .init(name, .real(values.reduce(0, +) / Double(max(1, values.count))))
        }
    }
}
