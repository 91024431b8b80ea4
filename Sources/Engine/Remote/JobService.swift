public import Records

/// Something that runs programs elsewhere: a cluster's scheduler.
///
/// What it says is advice. Whether a unit is done is told by its receipt alone, and a range of which the
/// service knows nothing has not failed.
public protocol JobService: Sendable {
    /// What users call it.
    var name: String { get }

    /// Sends ranges of a task to be done, each by one `pipeline unit`.
    ///
    /// - Parameters:
    ///   - ranges: numbers of ranges of the task, sorted.
    ///   - task: the task.
    ///   - tag: what tells its jobs from those of others, whatever number they get.
    /// - Returns: the jobs, as the service names them.
    /// - Throws: a `Fault` of code `tryAgain` if the service does not answer, or of another if it refuses.
    func submit(
        _ ranges: [Int], of task: RemoteTask, tag: String
    ) async throws(Fault) -> [String]

    /// How ranges stand that were sent with a tag; those that it does not tell are unknown.
    func phases(of jobs: [String], tag: String) async -> [Int: JobPhase]

    /// Ends what is left of jobs. Whoever does not answer is not waited for.
    func cancel(_ jobs: [String], tag: String) async
}

/// How a range stands with a service, as far as is known.
public enum JobPhase: Hashable, Sendable {
    /// It has not started.
    case waiting
    /// It is said to run, which is no proof of life.
    case running
    /// It has ended, well or not: what it published tells.
    case over
    /// Nobody can tell.
    case unknown
}
