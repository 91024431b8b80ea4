import Records

/// The record of what a run consists of: its manifest, pipeline and data sets with every value, in the
/// schemas' order, each part readable by its own schema. Paths are absolute, so that the run can be
/// repeated from it wherever it lies; those of data sets begin with `${data_root}` where they lie
/// there, so that the data may move.
enum LockedManifest {
    /// The version of the form; `LockedDocument` reads it.
    static let format = 1

    static func yaml(
        _ manifest: ManifestDocument, _ pipeline: PipelineDocument, _ run: RunSpecification
    ) -> String {
        let dataRoot = run.dataRoot.map(SourceFile.absolute)
        var values = ManifestDocument.schema.members(of: manifest, .everything)
        if let dataRoot {
            values = values.map { $0.name == "data_root" ? .init($0.name, .string(dataRoot)) : $0 }
        }
        let stages = run.stages.map { stage -> JSONValue.Member in
            var members = [JSONValue.Member("kind", .string(stage.kind.rawValue))]
            if let method = stage.settings.method {
                members.append(.init("method", .string(method.rawValue)))
            }
            members.append(.init("enabled", .bool(stage.enabled)))
            members += stage.limits.members
            members +=
                StageVariant.variant(stage.settings.role)?
                .members(stage.settings, .everything) ?? []
            return .init(stage.name, .object(members))
        }
        let root: JSONValue = .object([
            .init("format", .integer(format)),
            .init("repository", .string(SourceFile.absolute(run.repositoryRoot))),
            .init("manifest", .object(values.filter { $0.name != "stages" })),
            .init(
                "pipeline",
                .object([
                    .init("name", .string(pipeline.name)),
                    .init("description", .string(pipeline.description)),
                    .init("stages", .object(stages)),
                ])),
            .init("datasets", .array(run.datasets.map { dataset($0, dataRoot) })),
        ])
        return
            "# What this run consists of: every value, defaults included. `pipeline run` takes it.\n"
            + YAMLWriter.text(root)
    }

    /// A data set without the empty halves of what it is not.
    private static func dataset(
        _ dataset: DatasetSpecification, _ dataRoot: String?
    ) -> JSONValue {
        var dataset = dataset
        let root = SourceFile.absolute(dataset.root)
        dataset.root = DatasetReader.locked(root, under: dataRoot)
        let generated = ["root", "splits", "columns", "format"]
        return .object(
            DatasetSpecification.schema.members(of: dataset, .everything)
                .filter { dataset.generator == nil || !generated.contains($0.name) })
    }
}
