import Records

/// Prints the JSON Schema (draft 2020-12) of a kind of YAML file, from the same description that reads
/// it.
public enum SchemaPrinter {
    /// A kind of YAML file.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A file of `manifests/`.
        case manifest
        /// A file of `pipelines/`.
        case pipeline
        /// A file of `datasets/`.
        case dataset
    }

    /// The schema as indented JSON; the same bytes each time. Ends with a newline.
    public static func text(_ kind: Kind) -> String {
        var lines = ""
        append(schema(kind), indent: "", to: &lines)
        return lines + "\n"
    }

    private static func schema(_ kind: Kind) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("title", .string(kind.rawValue)),
        ]
        let body: JSONValue
        switch kind {
        case .manifest: body = ManifestDocument.schema.schema(.whole)
        case .pipeline: body = PipelineDocument.schema.schema(.whole)
        case .dataset: body = DatasetSpecification.schema.schema(.whole)
        }
        members += body.objectValue ?? []
        switch kind {
        case .manifest: members.append(.init("$defs", .object(overlayDefinitions)))
        case .pipeline: members.append(.init("$defs", .object(stageDefinitions)))
        case .dataset: break
        }
        return .object(members)
    }

    /// Stages of a pipeline: the kind and the method decide which schema holds.
    private static var stageDefinitions: [JSONValue.Member] {
        let choices = StageVariant.all.map { variant -> JSONValue in
            [
                "if": [
                    "properties": .object(constants(of: variant.role)),
                    "required": .array(keys(of: variant.role)),
                ],
                "then": ["$ref": .string("#/$defs/\(name(of: variant.role))")],
            ]
        }
        let train: JSONValue = [
            "if": ["properties": ["kind": ["const": "train"]], "required": ["kind"]],
            "then": ["properties": ["method": methodSchema], "required": ["method"]],
        ]
        let stage: JSONValue = .object([
            .init("description", "a node of the graph"), .init("type", "object"),
            .init("properties", ["kind": kindSchema]), .init("required", ["kind"]),
            .init("allOf", .array([train] + choices)),
        ])
        return [.init("stage", stage)]
            + StageVariant.all.map { definition(of: $0, .whole) }
    }

    /// Values over a pipeline's stages: those of some kind and method.
    private static var overlayDefinitions: [JSONValue.Member] {
        let choices = StageVariant.all.map { variant -> JSONValue in
            ["$ref": .string("#/$defs/\(name(of: variant.role))")]
        }
        let stage: JSONValue = .object([
            .init("description", "values over those of the pipeline's stage of this name"),
            .init("anyOf", .array(choices)),
        ])
        return [.init("stage", stage)]
            + StageVariant.all.map { definition(of: $0, .overlay) }
    }

    private static func definition(
        of variant: StageVariant, _ scope: SchemaScope
    ) -> JSONValue.Member {
        let enabled = JSONValue.Member(
            "enabled",
            ["description": "whether the stage runs", "type": "boolean", "default": true])
        let limits = StageLimits.schema.schema(scope)["properties"]?.objectValue ?? []
        return .init(
            name(of: variant.role),
            variant.schema(
                scope, constants(of: variant.role) + [enabled] + limits,
                keys(of: variant.role).compactMap(\.stringValue)))
    }

    private static func name(of role: StageRole) -> String {
        role.kind.rawValue + (role.method.map { "-\($0.rawValue)" } ?? "")
    }

    private static func keys(of role: StageRole) -> [JSONValue] {
        role.method == nil ? ["kind"] : ["kind", "method"]
    }

    private static func constants(of role: StageRole) -> [JSONValue.Member] {
        var members = [JSONValue.Member("kind", ["const": .string(role.kind.rawValue)])]
        if let method = role.method {
            members.append(.init("method", ["const": .string(method.rawValue)]))
        }
        return members
    }

    private static var kindSchema: JSONValue {
        [
            "description": "what the stage does",
            "enum": .array(StageKind.allCases.map { .string($0.rawValue) }),
        ]
    }

    private static var methodSchema: JSONValue {
        [
            "description": "how the stage trains",
            "enum": .array(TrainMethod.allCases.map { .string($0.rawValue) }),
        ]
    }

    private static func append(_ value: JSONValue, indent: String, to text: inout String) {
        let deeper = indent + "  "
        switch value {
        case .array(let elements) where elements.contains { $0.objectValue != nil }:
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += deeper
                append(element, indent: deeper, to: &text)
                text += index + 1 < elements.count ? ",\n" : "\n"
            }
            text += indent + "]"
        case .object(let members) where !members.isEmpty:
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += "\(deeper)\(JSONValue.string(member.name).serialized): "
                append(member.value, indent: deeper, to: &text)
                text += index + 1 < members.count ? ",\n" : "\n"
            }
            text += indent + "}"
        default: text += value.serialized
        }
    }
}
