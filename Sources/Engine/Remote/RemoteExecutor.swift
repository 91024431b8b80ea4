public import Records
import Storage

/// Lets a service do the units of a stage in other processes, and believes nothing but receipts.
///
/// What is missing is sent in ranges; what a service says of them tells only when to look. A range that
/// is gone and left units undone is sent again, a bounded number of times; a service that does not answer
/// is asked again. Whoever begins anew finds what is under way, and waits for it.
public struct RemoteExecutor: Executor {
    /// How units are sent.
    public struct Settings: Sendable, Hashable {
        /// Units of a range.
        public var rangeSize = 1
        /// How often a unit is sent whose range came to no end.
        public var attempts = 3
        /// How long a service is left in peace between two questions.
        public var interval = Duration.seconds(2)
        /// How long a range that is said to run may give no sign of life.
        public var silence = Duration.seconds(180)

        /// The defaults.
        public init() {}
    }

    /// How many threads joining units may use here.
    public let jobs: Int
    private let service: any JobService
    private let settings: Settings

    /// An executor.
    public init(_ service: any JobService, _ settings: Settings, jobs: Int) {
        self.service = service
        self.settings = settings
        self.jobs = jobs
    }

    public func run(_ units: [UnitState], of work: StageWork) async throws(Fault) -> UnitEnds {
        var round = RemoteRound(units, of: work, service, settings)
        do throws(Fault) {
            try await round.adopt()
            while true {
                try await round.look()
                if round.isOver { return round.ends }
                if work.stop.isMade || Task.isCancelled {
                    throw Fault(.interrupted, "the run was stopped")
                }
                try await round.send()
                try? await Task.sleep(for: settings.interval)
            }
        } catch {
            // Nobody waits any more for what is under way.
            await round.cancel()
            throw error
        }
    }
}
