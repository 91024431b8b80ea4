import Glibc
public import Records

/// What a training step took. It differs between runs, so a checkpoint does not hold it.
public struct StepTiming: Sendable, Hashable {
    /// When the step ended, in seconds since 1970.
    public var endedAt: Double
    /// Time on the wall, in seconds.
    public var wallSeconds: Double
    /// Processor time of all threads of the process, in seconds; work that other units did at the
    /// same time is in it.
    public var cpuSeconds: Double
    /// Tokens of responses that the step sampled or learned from; 0 where there are none.
    public var tokenCount: Int

    /// Tokens a second on the wall; nothing without tokens.
    public var tokensPerSecond: Double? {
        tokenCount > 0 && wallSeconds > 0 ? Double(tokenCount) / wallSeconds : nil
    }

    /// The names of what `figures` may have.
    static let figureNames = ["wall_seconds", "cpu_seconds", "tokens_per_second"]

    /// The figures under the names that tables and events have.
    public var figures: [(name: String, value: Double)] {
        zip(StepTiming.figureNames, [wallSeconds, cpuSeconds, tokensPerSecond])
            .compactMap { name, value in value.map { (name, $0) } }
    }
}

extension StepTiming {
    /// A step's clock.
    struct Clock {
        private let wall = ContinuousClock.now
        private let processor = Clock.seconds(CLOCK_PROCESS_CPUTIME_ID)

        /// What was taken since the clock was made.
        func stop(tokenCount: Int) -> StepTiming {
            let taken = wall.duration(to: .now)
            return StepTiming(
                endedAt: Clock.now, wallSeconds: taken / .seconds(1),
                cpuSeconds: Clock.seconds(CLOCK_PROCESS_CPUTIME_ID) - processor,
                tokenCount: tokenCount)
        }

        /// Seconds since 1970.
        static var now: Double { seconds(CLOCK_REALTIME) }

        private static func seconds(_ clock: clockid_t) -> Double {
            var time = timespec()
            clock_gettime(clock, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
    }
}

extension StepTiming: TableRow {
    /// The timing as an object.
    public var json: JSONValue {
        [
            "ended_at": .real(endedAt), "wall_seconds": .real(wallSeconds),
            "cpu_seconds": .real(cpuSeconds), "tokens": .integer(tokenCount),
        ]
    }

    /// Reads what `json` wrote.
    ///
    /// - Throws: a `Fault` if it is something else.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            endedAt: try json.column("ended_at", \.realValue),
            wallSeconds: try json.column("wall_seconds", \.realValue),
            cpuSeconds: try json.column("cpu_seconds", \.realValue),
            tokenCount: try json.column("tokens", \.integerValue))
    }
}
