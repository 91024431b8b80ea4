import Engine
import Records
import Storage

/// A stage whose units write their names, and which knows where its parameters stand.
struct ScriptedStage: Stage {
    var name: String
    var kind = "scripted"
    var behaviourVersion = 1
    var inputs: [StageInput] = []
    var parameters: JSONValue = [:]
    var usesSeed = false
    var content: JSONValue = .null
    var units = ["a"]
    var failing: String?
    var details: JSONValue = .null
    var notices: [String] = []
    var line = 14
    /// What a unit does before it writes.
    var work: @Sendable (UnitContext) async -> Void = { _ in }

    init(_ name: String, reads upstream: [String] = []) {
        self.name = name
        inputs = upstream.map { StageInput(field: "from", stage: $0) }
    }

    func fingerprint(_ workspace: Workspace) async throws(Fault) -> JSONValue { content }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        units.map { UnitPlan(name: $0, payload: .string($0)) }
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        if unit.name == failing { throw Fault(.badInput, "the unit \(unit.name) was told to fail") }
        await work(context)
        try FileSystem.write(Array(unit.name.utf8), to: "\(context.folder)/out.txt")
        return UnitOutcome(
            accounting: Accounting(inputs: 2, outputs: 1, rejects: ["odd": 1]), notices: notices)
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        try FileSystem.write(Array("\(units.count)".utf8), to: "\(context.folder)/all.txt")
        return MergeOutcome(details: details, notices: notices)
    }

    func location(ofParameter path: String) -> SourceLocation? {
        path.hasPrefix("settings.")
            ? SourceLocation(file: "pipelines/small.yaml", line: line)
            : path == "seed" ? SourceLocation(file: "--set", line: 1) : nil
    }
}
