public import Records

/// How long a request waits before it is sent again: twice as long each time, up to a minute, spread so
/// that those that failed together do not come back together.
public enum Backoff {
    /// The wait after so many failures, from 1.
    public static func delay(afterFailures count: Int, _ seed: Seed) -> Duration {
        let longest = min(60, 0.5 * Double(1 << min(count - 1, 10)))
        var random = CounterGenerator(seed.deriving(count))
        return .seconds(longest * (0.5 + random.uniform() / 2))
    }
}
