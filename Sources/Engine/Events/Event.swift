public import Records

/// One line of a run's event stream.
///
/// The stream is JSON Lines. Each session of a run (an attempt to run it) opens with `run.started`,
/// which gives the format; later minor versions only add members.
public struct Event: Sendable, Hashable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A session of the run opened.
        case runStarted = "run.started"
        /// A stage is to be worked on: its units are known.
        case stagePlanned = "stage.planned"
        /// A stage had been published before.
        case stageCached = "stage.cached"
        /// A unit started.
        case unitStarted = "unit.started"
        /// A unit had been published before.
        case unitCached = "unit.cached"
        /// A unit is so far.
        case unitProgress = "unit.progress"
        /// A unit is published.
        case unitFinished = "unit.finished"
        /// An attempt at a unit ended with a fault that may pass; another follows.
        case unitRetrying = "unit.retrying"
        /// A unit failed; the others of its stage go on.
        case unitFailed = "unit.failed"
        /// A stage is published.
        case stageFinished = "stage.finished"
        /// A stage could not be published: units of it failed, or it did.
        case stageFailed = "stage.failed"
        /// A stage was not tried, for want of one that failed.
        case stageSkipped = "stage.skipped"
        /// Something the user should know.
        case notice
        /// The run was asked to stop; units under way may still be committed.
        case runStopping = "run.stopping"
        /// The run is done.
        case runFinished = "run.finished"
        /// The run failed.
        case runFailed = "run.failed"
        /// The run was stopped from outside.
        case runInterrupted = "run.interrupted"
    }

    /// The version of the stream's format; another one may differ in anything.
    public static let format = 1
    /// The minor version: each only adds members and kinds. 1 added retries, failed and skipped stages;
    /// 2 added `run.stopping`; 3 added `code`.
    public static let minorVersion = 3

    /// What happened.
    public var kind: Kind
    /// When.
    public var time: Timestamp
    /// The stage.
    public var stage: String?
    /// The unit.
    public var unit: String?
    /// The key of the stage, or of the unit where one is named.
    public var key: Digest?
    /// How many units a stage has.
    public var unitCount: Int?
    /// How many of them are published already.
    public var cachedCount: Int?
    /// Which attempt at a unit follows, from 1.
    public var attempt: Int?
    /// What went in and came out.
    public var accounting: Accounting?
    /// How far a unit is.
    public var progress: UnitProgress?
    /// What the work took.
    public var cost: Cost?
    /// The artifact's folder.
    public var folder: String?
    /// What kind of fault a unit failed with.
    public var code: Fault.Code?
    /// A sentence for the user.
    public var message: String?
    /// What the user can do about it.
    public var remedy: String?
    /// Facts about the session.
    public var session: Session?

    /// An event that happens now.
    public init(_ kind: Kind, stage: String? = nil, unit: String? = nil, key: Digest? = nil) {
        self.kind = kind
        time = .now
        self.stage = stage
        self.unit = unit
        self.key = key
    }

    /// A notice.
    public static func notice(_ message: String, stage: String? = nil, unit: String? = nil) -> Event
    {
        var event = Event(.notice, stage: stage, unit: unit)
        event.message = message
        return event
    }
}
