import Records

/// One kind and method of stage with its description, whatever its settings' type.
struct StageVariant: Sendable {
    /// The kind and method.
    let role: StageRole
    /// What it does, for people and editors.
    let summary: String
    /// Reads the settings from a stage's mapping.
    let decode: @Sendable (YAMLNode, inout Decoding) -> StageSettings?
    /// Writes the settings.
    let members: @Sendable (StageSettings, EncodingScope) -> [JSONValue.Member]
    /// The stages that the settings name, and what they may be; anything if no role is given.
    let references: @Sendable (StageSettings) -> [(reference: StageReference, roles: [StageRole])]
    /// Describes a stage with these properties before its own.
    let schema: @Sendable (SchemaScope, [JSONValue.Member], [String]) -> JSONValue

    /// Keys that every stage has.
    static let commonKeys =
        ["kind", "method", "enabled"] + StageLimits.schema.fields.map(\.name)

    private init<Settings: Sendable>(
        _ role: StageRole, _ schema: ObjectSchema<Settings>,
        _ wrap: @escaping @Sendable (Settings) -> StageSettings,
        _ unwrap: @escaping @Sendable (StageSettings) -> Settings?,
        others nested: @escaping @Sendable (Settings) -> [(StageReference, [StageRole])] = { _ in
            []
        }
    ) {
        self.role = role
        summary = schema.summary
        let others = StageVariant.commonKeys.filter { $0 != "method" || role.method != nil }
        decode = { node, decoding in
            schema.decode(node, "", &decoding, others: others).map(wrap)
        }
        members = { settings, scope in
            unwrap(settings).map { schema.members(of: $0, scope) } ?? []
        }
        references = { settings in
            guard let value = unwrap(settings) else { return [] }
            return schema.fields.compactMap { field in
                field.references.map {
                    (StageReference(field: field.name, stages: $0(value)), field.roles)
                }
            } + nested(value)
        }
        self.schema = { scope, properties, required in
            schema.schema(scope, before: properties, required: required)
        }
    }

    /// Every kind and method.
    static let all: [StageVariant] = [
        StageVariant(.ingest, IngestSettings.schema, { .ingest($0) }) {
            if case .ingest(let value) = $0 { value } else { nil }
        },
        StageVariant(.supervised, SupervisedSettings.schema, { .supervised($0) }) {
            if case .supervised(let value) = $0 { value } else { nil }
        },
        StageVariant(.alignment, AlignmentSettings.schema, { .alignment($0) }) {
            if case .alignment(let value) = $0 { value } else { nil }
        },
        StageVariant(.reinforcement, ReinforcementSettings.schema, { .reinforcement($0) }) {
            if case .reinforcement(let value) = $0 { value } else { nil }
        },
        StageVariant(.handOff, HandOffSettings.schema, { .handOff($0) }) {
            if case .handOff(let value) = $0 { value } else { nil }
        },
        StageVariant(.rollout, RolloutSettings.schema, { .rollout($0) }) {
            if case .rollout(let value) = $0 { value } else { nil }
        },
        StageVariant(.sample, SampleSettings.schema, { .sample($0) }) {
            if case .sample(let value) = $0 { value } else { nil }
        },
        StageVariant(.curriculum, CurriculumSettings.schema, { .curriculum($0) }) {
            if case .curriculum(let value) = $0 { value } else { nil }
        },
        StageVariant(
            .evaluate, EvaluateSettings.schema, { .evaluate($0) }
        ) {
            if case .evaluate(let value) = $0 { value } else { nil }
        },
        StageVariant(
            StageRole(kind: .compare), CompareSettings.schema, { .compare($0) },
            { if case .compare(let value) = $0 { value } else { nil } },
            others: \.references),
        StageVariant(
            StageRole(kind: .export), ExportSettings.schema, { .export($0) },
            { if case .export(let value) = $0 { value } else { nil } }),
        StageVariant(
            StageRole(kind: .command), CommandSettings.schema, { .command($0) },
            { if case .command(let value) = $0 { value } else { nil } },
            others: { $0.references.map { ($0, []) } }),
    ]

    /// The description of a stage of a role.
    static func variant(_ role: StageRole) -> StageVariant? { all.first { $0.role == role } }
}
