public import Engine
public import Records
import Storage

/// A stage that is nothing but values: what its units do is written down, and what they did is written
/// into files. So it runs in any process, and any executor can be tested with it.
public struct ScriptedStage: Stage {
    /// What a unit does before it writes its file.
    public struct Script: Sendable {
        /// How many attempts fail, over all runs.
        public var failures = 0
        /// With what they fail.
        public var code = Fault.Code.tryAgain
        /// Whether it waits until the ledger has a file `go`, or is cancelled.
        public var waits = false

        /// What a unit does.
        public init(
            failures: Int = 0, code: Fault.Code = .tryAgain, waits: Bool = false
        ) {
            self.failures = failures
            self.code = code
            self.waits = waits
        }
    }

    /// Its name.
    public var name: String
    /// What kind of stage it is.
    public var kind: String { "scripted" }
    /// The version of what it does.
    public var behaviourVersion: Int { 1 }
    /// What it reads.
    public var inputs: [StageInput] = []
    /// Values that enter its key.
    public var parameters: JSONValue = [:]
    /// How often and how long its units are tried.
    public var limits = UnitLimits(retryDelay: .milliseconds(1))
    /// The names of its units.
    public var units: [String]
    /// What units do that do more than write.
    public var scripts: [String: Script] = [:]
    /// Where units write down what they do. Enters no key.
    public var ledger: Ledger

    /// A stage.
    public init(_ name: String, units: [String], reads upstream: [String] = [], _ ledger: Ledger) {
        self.name = name
        self.units = units
        self.ledger = ledger
        inputs = upstream.map { StageInput(field: "from", stage: $0) }
    }

    /// One unit a name.
    public func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        units.map { UnitPlan(name: $0, payload: .string($0)) }
    }

    /// Writes down that it began, does what its script says, and writes a file.
    public func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let script = scripts[unit.name] ?? Script()
        let attempt = try ledger.begin("\(name)/\(unit.name)", folder: context.folder)
        var bytes = Array("\(unit.name) \(context.seed.value)\n".utf8)
        for artifact in context.inputs.all("from") {
            bytes += try FileSystem.read(artifact.path("all"))
        }
        // Half of it first: what an attempt that ends early leaves must go.
        try Ledger.append(Array(bytes.prefix(1)), to: "\(context.folder)/text")
        if script.waits { try await ledger.waitForGo(context) }
        if attempt <= script.failures {
            throw Fault(script.code, "attempt \(attempt) of \(unit.name)")
        }
        try Ledger.append(Array(bytes.dropFirst()), to: "\(context.folder)/text")
        return UnitOutcome(accounting: Accounting(inputs: 1, outputs: 1))
    }

    /// Joins the units' files.
    public func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        var bytes: [UInt8] = []
        for unit in units { bytes += try FileSystem.read(unit.artifact.path("text")) }
        try Ledger.append(bytes, to: "\(context.folder)/all")
        return MergeOutcome()
    }
}
