import Records

/// A file of `pipelines/` whose stages are not yet read.
struct PipelineDocument: Sendable {
    var name = ""
    var description = ""
    var stages: [StageOverlay] = []

    static let schema = ObjectSchema(
        "a pipeline: a reusable graph of stages", initial: PipelineDocument(),
        fields: [
            Field("name", \.name, .name, isRequired: true, "the pipeline's name"),
            Field("description", \.description, .text, "what it does"),
            Field(
                "stages", \.stages, .stages(schema: { ["$ref": "#/$defs/stage"] }),
                isRequired: true, "its stages, by name"),
        ],
        rules: [
            { pipeline, _, decoding in
                guard pipeline.stages.isEmpty else { return }
                decoding.report(
                    "the pipeline has no stages", field: "stages",
                    remedy: "add for example `ingest: {kind: ingest}`")
            }
        ])
}
