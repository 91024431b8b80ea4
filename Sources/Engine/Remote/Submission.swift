import Records

/// Ranges that were sent together, and what is known of those that are still under way.
struct Submission: Sendable {
    /// A range that is under way.
    struct Live: Sendable {
        /// The places of its units among the stage's.
        var units: [Int]
        /// The last sign of life, as its worker wrote it.
        var sign: [UInt8] = []
        /// When something was last heard of it: a sign, or the service's word that it waits.
        var heard = ContinuousClock.now
        /// Whether the service has said once that it is over; what it published may not be seen yet.
        var isSaidToBeOver = false
    }

    let task: RemoteTask
    /// What tells its jobs from those of others.
    let tag: String
    /// The service's names for its jobs.
    var jobs: [String]
    /// The ranges under way.
    var live: [Int: Live]
}
