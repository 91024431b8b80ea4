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
        /// How many ranges may run at once.
        public var atOnce = 16
        /// Units of a range; nothing for about four ranges for each that may run at once.
        public var rangeSize: Int?
        /// How often a unit is sent whose range came to no end.
        public var attempts = 3
        /// How long a service is left in peace between two questions.
        public var interval = Duration.seconds(2)
        /// How much later than here a file may be seen that another host wrote.
        public var lag = Duration.seconds(5)
        /// How long units are waited for that are said to be published and cannot be seen: file systems
        /// remember for a while that something was not there.
        public var patience = Duration.seconds(90)
        /// How long a range that is said to run may give no sign of life.
        public var silence = Duration.seconds(180)
        /// How long a range may give no sign of life that the service knew and knows no more.
        public var oblivion = Duration.seconds(30)

        /// The defaults.
        public init() {}
    }

    /// How many threads joining units may use here.
    public let jobs: Int
    private let service: any JobService
    private let settings: Settings
    /// How often the wish to stop is looked at.
    private static let glance = Duration.milliseconds(50)

    /// An executor.
    ///
    /// - Parameters:
    ///   - service: who does the units.
    ///   - settings: how they are sent.
    ///   - jobs: how many threads joining units may use here.
    public init(_ service: any JobService, _ settings: Settings, jobs: Int) {
        self.service = service
        self.settings = settings
        self.jobs = jobs
    }

    /// How many units make a range.
    ///
    /// - Parameters:
    ///   - size: how many are asked for; nothing for about four ranges for each that may run at once.
    ///   - count: how many units there are.
    ///   - atOnce: how many ranges may run at once.
    public static func rangeSize(_ size: Int?, units count: Int, atOnce: Int) -> Int {
        max(1, size ?? (count + 4 * atOnce - 1) / (4 * atOnce))
    }

    /// Sends what is missing until every unit is published or given up.
    public func run(_ units: [UnitState], of work: StageWork) async throws(Fault) -> UnitEnds {
        var round = RemoteRound(units, of: work, service, settings)
        do throws(Fault) {
            try await round.adopt()
            while true {
                if work.stop.isMade { return try await stopped(&round) }
                try await round.look()
                if round.isOver { return round.ends }
                try await round.send()
                try await pause(round.liveCount, work.stop)
            }
        } catch {
            // Nobody waits any more for what is under way.
            await Task { [round] in await round.end() }.value
            throw error
        }
    }

    /// Starts no more, and waits for what is under way.
    private func stopped(_ round: inout RemoteRound) async throws(Fault) -> UnitEnds {
        await round.stop()
        while !round.isOver && round.isUnderWay {
            try await round.look()
            try await pause(round.liveCount, nil)
        }
        if round.isOver { return round.ends }
        throw Fault(.interrupted, "the run was stopped")
    }

    /// Waits until it is time to look again, or the run is to stop. A service is asked the less often the
    /// more it has to tell.
    private func pause(_ liveCount: Int, _ stop: StopRequest?) async throws(Fault) {
        let interval = max(settings.interval, .milliseconds(2 * liveCount))
        let end = ContinuousClock.now + interval
        while ContinuousClock.now < end, stop?.isMade != true {
            try? await Task.sleep(for: min(interval, RemoteExecutor.glance))
            if Task.isCancelled { throw Fault(.interrupted, "the run was stopped") }
        }
    }
}
