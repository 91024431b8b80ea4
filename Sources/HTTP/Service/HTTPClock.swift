import Glibc

/// The time that whoever asks a server goes by, so that tests need not wait.
public struct HTTPClock: Sendable {
    /// The time since some moment; it never goes back.
    public var now: @Sendable () -> Duration
    /// Seconds since 1970, for dates that servers name.
    public var date: @Sendable () -> Int
    /// Waits. Throws where the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// A clock; see the properties.
    public init(
        now: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Int,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.date = date
        self.sleep = sleep
    }

    /// The machine's clock.
    public static let system = {
        let start = ContinuousClock.now
        return HTTPClock(
            now: { ContinuousClock.now - start }, date: { time(nil) },
            sleep: { try await Task.sleep(for: $0) })
    }()
}
