import Records

/// The record of what a run consists of: its manifest, pipeline and data sets with every value, in the
/// schemas' order, each part readable by its own schema.
enum LockedManifest {
    static func yaml(
        _ manifest: ManifestDocument, _ pipeline: PipelineDocument, _ run: RunSpecification
    ) -> String {
        var values = ManifestDocument.schema.members(of: manifest, .everything)
        if let dataRoot = run.dataRoot {
            values = values.map { $0.name == "data_root" ? .init($0.name, .string(dataRoot)) : $0 }
        }
        let stages = run.stages.map { stage -> JSONValue.Member in
            var members = [JSONValue.Member("kind", .string(stage.kind.rawValue))]
            if let method = stage.settings.method {
                members.append(.init("method", .string(method.rawValue)))
            }
            members.append(.init("enabled", .bool(stage.enabled)))
            members +=
                StageVariant.variant(stage.settings.role)?
                .members(stage.settings, .everything) ?? []
            return .init(stage.name, .object(members))
        }
        let root: JSONValue = .object([
            .init("manifest", .object(values.filter { $0.name != "stages" })),
            .init(
                "pipeline",
                .object([
                    .init("name", .string(pipeline.name)),
                    .init("description", .string(pipeline.description)),
                    .init("stages", .object(stages)),
                ])),
            .init("datasets", .array(run.datasets.map(dataset))),
        ])
        return "# What this run consists of: every value, defaults included.\n"
            + YAMLWriter.text(root)
    }

    /// A data set without the empty halves of what it is not.
    private static func dataset(_ dataset: DatasetSpecification) -> JSONValue {
        let generated = ["splits", "columns", "format"]
        return .object(
            DatasetSpecification.schema.members(of: dataset, .everything)
                .filter { dataset.generator == nil || !generated.contains($0.name) })
    }
}
