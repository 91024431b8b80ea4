public import Records
import Storage

/// A run's `plan.json`: what it consists of and where it came from.
public struct RunRecord: Sendable, Hashable {
    /// A stage and its key.
    public struct Stage: Sendable, Hashable {
        /// The stage's name.
        public var name: String
        /// Its kind.
        public var kind: String
        /// Its key.
        public var key: Digest
        /// Its inputs.
        public var inputs: [Receipt.Input]
        /// What the key is made of.
        public var material: JSONValue
    }

    /// The run's name.
    public var name: String
    /// The seed.
    public var seed: UInt64
    /// Where the run came from; the effective manifest lies beside.
    public var origin: RunOrigin
    /// The stages, in the order in which they run.
    public var stages: [Stage]

    /// The record of a plan.
    init(_ plan: RunPlan, origin: RunOrigin) {
        name = plan.name
        seed = plan.seed.value
        self.origin = origin
        stages = plan.stages.map {
            Stage(
                name: $0.name, kind: $0.stage.kind, key: $0.key, inputs: $0.inputs,
                material: $0.material)
        }
    }

    /// The record in a run's folder, or nothing if there is none.
    ///
    /// - Throws: a `Fault` of code `badInput` if it cannot be read.
    public static func read(in folder: RunFolder) throws(Fault) -> RunRecord? {
        guard try FileSystem.status(folder.planPath) != nil else { return nil }
        return try RunRecord(json: JSONReader.parse(file: folder.planPath))
    }
}

extension RunRecord: TableRow {
    /// The record as an object.
    public var json: JSONValue {
        .object([
            .init("format", 1),
            .init("run", .string(name)),
            .init("seed", .integer(seed)),
            .init("manifest", .string(origin.manifestPath)),
            .init("working_folder", .string(origin.workingFolder)),
            .init(
                "parameters",
                .array(origin.parameters.map { [.string($0.path), .string($0.text)] })),
            .init(
                "overrides",
                .array(origin.overrides.map { [.string($0.path), .string($0.value)] })),
            .init("stages", .array(stages.map(\.json))),
        ])
    }

    /// A record from its object.
    public init(json: JSONValue) throws(Fault) {
        name = try json.column("run", \.stringValue)
        seed = try json.column("seed") {
            if case .number(let text) = $0 { UInt64(text) } else { nil }
        }
        origin = RunOrigin(
            manifestPath: try json.column("manifest", \.stringValue),
            workingFolder: try json.column("working_folder", \.stringValue), overrides: [],
            lockedManifest: "")
        origin.overrides = try RunRecord.pairs(json, "overrides").map {
            .init(path: $0.0, value: $0.1)
        }
        // Records of earlier versions have none.
        if json["parameters"] != nil {
            origin.parameters = try RunRecord.pairs(json, "parameters").map {
                .init(path: $0.0, text: $0.1)
            }
        }
        stages = []
        for stage in try json.column("stages", \.arrayValue) {
            stages.append(try Stage(json: stage))
        }
    }
}

extension RunRecord {
    private static func pairs(
        _ json: JSONValue, _ name: String
    ) throws(Fault) -> [(String, String)] {
        var result: [(String, String)] = []
        for pair in try json.column(name, \.arrayValue) {
            guard let texts = pair.strings, texts.count == 2 else {
                throw Fault(.badInput, "`\(name)` holds \(pair.serialized), not a pair of texts")
            }
            result.append((texts[0], texts[1]))
        }
        return result
    }
}

extension RunRecord.Stage: TableRow {
    /// The stage as an object.
    public var json: JSONValue {
        .object([
            .init("name", .string(name)),
            .init("kind", .string(kind)),
            .init("key", .string(key.hex)),
            .init("inputs", .array(inputs.map(\.json))),
            .init("material", material),
        ])
    }

    /// A stage from its object.
    public init(json: JSONValue) throws(Fault) {
        name = try json.column("name", \.stringValue)
        kind = try json.column("kind", \.stringValue)
        key = try json.column("key") { $0.stringValue.flatMap { Digest(hex: $0) } }
        inputs = []
        for input in try json.column("inputs", \.arrayValue) {
            inputs.append(try Receipt.Input(json: input))
        }
        material = try json.column("material") { $0 }
    }
}
