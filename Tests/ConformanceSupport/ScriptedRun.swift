public import Engine
public import Records
import Storage

/// The stages of a run, written down so that another process can make the same run.
public struct ScriptedRun: Sendable {
    /// The stages.
    public let stages: [ScriptedStage]
    private let name: String

    /// The seed of every such run.
    public static let seed = Seed(3)

    /// A run.
    public init(_ stages: [ScriptedStage], name: String) {
        self.stages = stages
        self.name = name
    }

    private static func path(_ name: String, _ workspace: Workspace) -> String {
        "\(workspace.root)/scripted-\(name).json"
    }

    /// Writes it down.
    public func write(to workspace: Workspace) throws(Fault) {
        let json = JSONValue.array(stages.map(\.json))
        let path = ScriptedRun.path(name, workspace)
        try FileSystem.write(Array(json.serialized.utf8), to: path)
    }

    /// Reads what was written down.
    public init(_ name: String, in workspace: Workspace) throws(Fault) {
        self.name = name
        let json = try JSONReader.parse(file: ScriptedRun.path(name, workspace))
        var stages: [ScriptedStage] = []
        for stage in json.arrayValue ?? [] { stages.append(try ScriptedStage(json: stage)) }
        self.stages = stages
    }

    /// Its plan.
    public func plan(_ workspace: Workspace) async throws(Fault) -> RunPlan {
        try await RunPlan(name: name, stages: stages, seed: ScriptedRun.seed, workspace: workspace)
    }
}

extension ScriptedStage: TableRow {
    /// The stage as an object.
    public var json: JSONValue {
        let scripts = scripts.sorted { $0.key < $1.key }.map { unit, script -> JSONValue in
            [
                "unit": .string(unit), "failures": .integer(script.failures),
                "code": .string(script.code.rawValue), "waits": .bool(script.waits),
            ]
        }
        return [
            "name": .string(name), "parameters": parameters,
            "units": .array(units.map { .string($0) }),
            "inputs": .array(inputs.map { .string($0.stage) }), "scripts": .array(scripts),
            "retries": .integer(limits.retries), "delay": .real(limits.retryDelay / .seconds(1)),
            "timeout": limits.timeout.map { .real($0 / .seconds(1)) } ?? .null,
            "ledger": .string(ledger.folder),
        ]
    }

    /// A stage from its object.
    public init(json: JSONValue) throws(Fault) {
        func texts(_ name: String) throws(Fault) -> [String] {
            try json.column(name) { $0.arrayValue?.compactMap(\.stringValue) }
        }
        self.init(
            try json.column("name", \.stringValue), units: try texts("units"),
            reads: try texts("inputs"), try Ledger(try json.column("ledger", \.stringValue)))
        parameters = json["parameters"] ?? [:]
        limits = UnitLimits(
            retries: try json.column("retries", \.integerValue),
            retryDelay: .seconds(try json.column("delay", \.realValue)),
            timeout: try json.optionalColumn("timeout", \.realValue).map { .seconds($0) })
        for script in json["scripts"]?.arrayValue ?? [] {
            scripts[try script.column("unit", \.stringValue)] = Script(
                failures: try script.column("failures", \.integerValue),
                code: try script.column("code") {
                    $0.stringValue.flatMap { Fault.Code(rawValue: $0) }
                }, waits: try script.column("waits", \.boolValue))
        }
    }
}
