import Dispatch

/// Calls a function again and again, on a thread of its own: units may keep every thread of the
/// cooperative pool busy.
enum Ticker {
    /// Starts.
    ///
    /// - Parameters:
    ///   - milliseconds: the pause between two calls.
    ///   - body: what is done; false ends it.
    static func start(every milliseconds: Int, _ body: @escaping @Sendable () -> Bool) {
        schedule(DispatchQueue(label: "terminal"), .milliseconds(milliseconds), body)
    }

    private static func schedule(
        _ queue: DispatchQueue, _ pause: DispatchTimeInterval,
        _ body: @escaping @Sendable () -> Bool
    ) {
        queue.asyncAfter(deadline: .now() + pause) {
            if body() { schedule(queue, pause, body) }
        }
    }
}
