import Engine
import Records

/// What a collection found and removed, as text and as JSON.
enum CollectionText {
    /// - Parameter outcome: what was removed; nothing if nothing was to be.
    static func text(_ found: StoreCollection, _ outcome: StoreCollection.Outcome?) -> String {
        var text = ""
        if let outcome {
            text += "removed \(runs(outcome.runs)) and "
            text += "\(Count.of(outcome.artifactCount, "artifact")): "
            text += "\(Count.bytes(outcome.byteCount)) freed\n"
            for place in outcome.inUse { text += "in use, left: \(place)\n" }
        } else {
            text += "would remove \(runs(found.removedRuns)) and "
            text += "\(Count.of(found.artifacts.count, "artifact")): "
            text += "\(Count.bytes(found.freedByteCount)) would be freed\n"
            for artifact in found.artifacts { text += "  \(artifact.folder)\n" }
        }
        return text + "kept \(runs(found.keptRuns)) and "
            + "\(Count.of(found.keptArtifactCount, "artifact"))\n"
    }

    /// - Parameter outcome: what was removed; nothing if nothing was to be.
    static func json(_ found: StoreCollection, _ outcome: StoreCollection.Outcome?) -> JSONValue {
        .object([
            .init("format", 1),
            .init("dry_run", .bool(outcome == nil)),
            .init("kept_runs", .array(found.keptRuns.map { .string($0) })),
            .init("kept_artifacts", .integer(found.keptArtifactCount)),
            .init("removed_runs", .array((outcome?.runs ?? found.removedRuns).map { .string($0) })),
            .init(
                "removed_artifacts",
                .integer(outcome?.artifactCount ?? found.artifacts.count)),
            .init("freed_bytes", .integer(outcome?.byteCount ?? found.freedByteCount)),
            .init("in_use", .array((outcome?.inUse ?? []).map { .string($0) })),
        ])
    }

    private static func runs(_ names: [String]) -> String {
        let list = names.map { "`\(FaultRenderer.printable($0))`" }.joined(separator: ", ")
        return names.isEmpty ? "no run" : "\(Count.of(names.count, "run")) (\(list))"
    }
}
