import Records

extension HandOffSettings {
    /// A `train` stage of method `hand-off`.
    static let schema = ObjectSchema(
        "a phase of a curriculum by EasyR1, verl, TRL, ms-swift or OpenRLHF",
        initial: HandOffSettings(),
        fields: phase + [
            Field(
                "model", \.phase.training.model, .text,
                "what the first phase starts from: a folder, or a name that the trainer knows"),
            Field(
                "policy", \.policy, .optional(.reference(.handOff)),
                "the `train` stage of method `hand-off` whose weights it starts from"),
            Field(
                "python_environment", \.pythonEnvironment, .optional(.path),
                affectsResult: false,
                "the folder of the Python environment that has the trainer; without it, what `PATH` "
                    + "finds"),
            Field(
                "stall_after", \.stallAfter, .optional(.duration), affectsResult: false,
                "how long the trainer may show no sign of life before it is started again from its "
                    + "last checkpoint; `~` for as long as it likes"),
        ],
        rules: ExportSettings.schema.rules.map { rule in
            { settings, path, decoding in rule(settings.phase, path, &decoding) }
        } + [
            { settings, path, decoding in
                let model = settings.phase.training.model
                guard model.isEmpty == (settings.policy == nil) else { return }
                decoding.report(
                    settings.policy == nil
                        ? "there is neither a `model` nor a `policy` to start from"
                        : "there are a `model` and a `policy` to start from; expected one of the two",
                    field: Wording.join(path, settings.policy == nil ? "" : "policy"),
                    remedy: settings.policy == nil
                        ? "write the model's name or folder as `model`" : "remove `model`")
            }
        ])

    /// The fields of an `export` stage, but for where it starts.
    private static var phase: [Field<HandOffSettings>] {
        ExportSettings.schema.fields.filter { $0.name != "model" }
            .map { $0.within(\.phase) }
    }
}
