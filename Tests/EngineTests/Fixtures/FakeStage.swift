import Engine
import Records
import Storage

/// A stage made of closures. By default each unit writes its payload, what its inputs hold and the
/// seed into `<unit>.txt`, and the merge joins these in plan order into `all.txt`.
struct FakeStage: Stage {
    var name: String
    var kind = "fake"
    var behaviourVersion = 1
    var inputs: [StageInput] = []
    var parameters: JSONValue = [:]
    var usesSeed = true
    var limits = UnitLimits(retryDelay: .milliseconds(1))
    var keepsCheckpoints = false
    var threadsPerUnit: Int?
    var content: JSONValue = .null
    var units: [UnitPlan] = []
    var onFingerprint: @Sendable (Workspace) throws(Fault) -> Void = { _ in }
    var onPrepare: @Sendable () throws(Fault) -> Void = {}
    var onPlan: @Sendable () -> Void = {}
    var onRun: @Sendable (UnitPlan, UnitContext) async throws(Fault) -> Void = { _, _ in }
    var onDeliver: @Sendable (Artifact) throws(Fault) -> Void = { _ in }
    var notices: [String] = []
    var accounting: @Sendable (UnitPlan) -> Accounting = { _ in Accounting(inputs: 1, outputs: 1) }
    var mergeAccounting: Accounting?
    /// Whether the stage also writes a table of rejects, of one row.
    var listsRejects = false

    init(_ name: String, units: [String] = ["a"], reads upstream: [String] = []) {
        self.name = name
        self.units = units.map { UnitPlan(name: $0, payload: .string($0)) }
        inputs = upstream.map { StageInput(field: "from", stage: $0) }
    }

    func fingerprint(_ workspace: Workspace) async throws(Fault) -> JSONValue {
        try onFingerprint(workspace)
        return content
    }

    func prepare() throws(Fault) { try onPrepare() }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        onPlan()
        return units
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        try await onRun(unit, context)
        var bytes = Array("\(unit.payload.serialized) \(context.seed.value)\n".utf8)
        for artifact in context.inputs.all("from") {
            bytes += try FileSystem.read(artifact.path("all.txt"))
        }
        try FileSystem.write(bytes, to: "\(context.folder)/\(unit.name).txt")
        return UnitOutcome(accounting: accounting(unit), notices: notices)
    }

    func deliver(_ artifact: Artifact, _ workspace: Workspace) async throws(Fault) {
        try onDeliver(artifact)
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        var bytes: [UInt8] = []
        for unit in units {
            let path = unit.artifact.path("\(unit.plan.name).txt")
            bytes += try FileSystem.read(path)
            try FileSystem.hardLink(path, at: "\(context.folder)/\(unit.plan.name).txt")
        }
        try FileSystem.write(bytes, to: "\(context.folder)/all.txt")
        if listsRejects { try FileSystem.write([0x0A], to: "\(context.folder)/rejects.jsonl") }
        return MergeOutcome(
            accounting: mergeAccounting, details: ["summary": [.string("\(units.count) units")]],
            notices: notices)
    }
}
