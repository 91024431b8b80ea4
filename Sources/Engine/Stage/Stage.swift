public import Records

/// One node of a pipeline: `plan → units → merge`.
///
/// `plan` splits the inputs into units, `run` turns one unit into files in a folder of its own, and
/// `merge` joins what the units published. That one shape gives caching, resuming and distribution:
/// whoever runs a unit only has to publish its folder.
///
/// A stage is a value. What it does may depend on `parameters`, on its inputs' content, on
/// `fingerprint` and on the seed, and on nothing else: not on paths, the number of threads, the time
/// or the order in which units end. Long work looks at `Task.isCancelled` (or calls
/// `UnitContext.checkCancellation()`) at least every few hundred milliseconds.
public protocol Stage: Sendable {
    /// The node's name in the pipeline, unique there.
    var name: String { get }
    /// What it does, such as `ingest`; names its folder in the store.
    var kind: String { get }
    /// Raised whenever the same parameters and inputs would now give other bytes.
    var behaviourVersion: Int { get }
    /// What it reads from other stages. Names of stages do not enter its key; fields and order do.
    var inputs: [StageInput] { get }
    /// Every parameter that changes the result.
    var parameters: JSONValue { get }
    /// Whether the seed changes the result. If not, the seed stays out of the key, and contexts hold
    /// the seed 0.
    var usesSeed: Bool { get }
    /// The seed it uses in place of the run's, if any.
    var seed: Seed? { get }
    /// How often a unit is tried and how long it may take.
    var limits: UnitLimits { get }
    /// Whether a unit that is stopped goes on later from where it was. A run that is to stop does not
    /// wait for the end of such units.
    var keepsCheckpoints: Bool { get }
    /// How many threads a unit can make use of; nothing for any number.
    var threadsPerUnit: Int? { get }

    /// The content of what it reads from outside the store, such as digests of files
    /// (`Workspace.digests`); `null` if there is nothing.
    func fingerprint(_ workspace: Workspace) async throws(Fault) -> JSONValue
    /// Looks whether what no key holds and `run` needs is there, such as a server's key in the
    /// environment. Called when a run begins, for stages that have units to do.
    ///
    /// - Throws: a `Fault` that says what is missing, before work is done that would wait for it.
    func prepare() throws(Fault)
    /// The units, in the order in which `merge` gets them. None is fine.
    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan]
    /// Does one unit: writes its files into `context.folder`. The engine adds the receipt.
    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome
    /// Joins the units, in plan order, into `context.folder` (files may be hard links).
    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome
    /// Puts results where the user asked for them outside the store. Called whenever a run has come
    /// by the stage, done just now or before, so it must be cheap where nothing has changed.
    func deliver(_ artifact: Artifact, _ workspace: Workspace) async throws(Fault)
    /// Where the user gave a part of `parameters`, by its path such as `settings.n`.
    func location(ofParameter path: String) -> SourceLocation?
    /// What changed between an earlier value of `fingerprint` and the one of now, for the user.
    func changes(ofFingerprint before: JSONValue, to after: JSONValue) -> [KeyChange]
}

extension Stage {
    /// The seed changes the result.
    public var usesSeed: Bool { true }

    /// The run's.
    public var seed: Seed? { nil }

    /// Two retries, no timeout.
    public var limits: UnitLimits { UnitLimits() }

    /// A unit that is stopped begins again.
    public var keepsCheckpoints: Bool { false }

    /// As many as there are.
    public var threadsPerUnit: Int? { nil }

    /// Nothing is needed.
    public func prepare() throws(Fault) {}

    /// Results stay in the store.
    public func deliver(_ artifact: Artifact, _ workspace: Workspace) async throws(Fault) {}

    /// Nobody knows where.
    public func location(ofParameter path: String) -> SourceLocation? { nil }

    /// Place by place; digests stand for files.
    public func changes(ofFingerprint before: JSONValue, to after: JSONValue) -> [KeyChange] {
        ContentChanges.keyChanges(from: before, to: after)
    }

    /// Nothing is read from outside the store.
    public func fingerprint(_ workspace: Workspace) async throws(Fault) -> JSONValue { .null }
}
