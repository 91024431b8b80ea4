public import Records

/// Something that starts programs elsewhere: a cluster's scheduler.
///
/// What it says is advice. Whether a unit is done is told by its receipt alone, and a range of which the
/// service knows nothing has not failed.
public protocol JobService: Sendable {
    /// What users call it.
    var name: String { get }

    /// Sends every range of a task to be done, each by one `pipeline unit`.
    ///
    /// - Parameters:
    ///   - task: the task; its tag goes with its jobs and tells them from those of others, whatever
    ///     number they get.
    ///   - count: how many ranges may run at once.
    /// - Returns: the jobs, as users of the service name them.
    /// - Throws: a `Fault` of code `tryAgain` if the service does not answer, or of another if it refuses.
    func submit(_ task: RemoteTask, atOnce count: Int) async throws(Fault) -> [String]

    /// How the ranges of tasks stand, by the tasks' tags; those that it does not tell are unknown.
    ///
    /// - Throws: a `Fault` that says why the service does not answer. Nothing follows from that for any
    ///   range.
    func states(of tasks: [RemoteTask]) async throws(Fault) -> [String: [Int: JobState]]

    /// Ends what is left of tasks' jobs. Where the service does not answer, nothing happens.
    ///
    /// - Parameters:
    ///   - tasks: the tasks.
    ///   - onlyWaiting: leaves those that have started.
    func cancel(_ tasks: [RemoteTask], onlyWaiting: Bool) async

    /// Ends what is left of some ranges of a task.
    func cancel(_ ranges: [Int], of task: RemoteTask) async
}

/// The program that does a range of a task, and how it is told which.
public struct RemoteWorker: Sendable, Hashable {
    /// The program and its first arguments, before the task's folder and the range.
    public var arguments: [String]

    /// A worker.
    public init(_ arguments: [String]) { self.arguments = arguments }
}

/// How a range stands with a service, as far as is known.
public struct JobState: Hashable, Sendable {
    /// What it means for whoever waits.
    public enum Phase: Hashable, Sendable {
        /// It has not started.
        case waiting
        /// It is said to run, which is no proof of life.
        case running
        /// It has ended, well or not: what it published tells.
        case over
        /// Nobody can tell.
        case unknown
    }

    /// What it means.
    public var phase: Phase
    /// The service's own words: `NODE_FAIL`.
    public var words: String
    /// Why it may wait longer than the user thinks.
    public var warning: String?
    /// Whether it is over and certainly never began.
    public var neverBegan: Bool

    /// A state.
    public init(
        _ phase: Phase, _ words: String, warning: String? = nil, neverBegan: Bool = false
    ) {
        self.phase = phase
        self.words = words
        self.warning = warning
        self.neverBegan = neverBegan
    }
}
