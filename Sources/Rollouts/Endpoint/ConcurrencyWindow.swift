/// How many requests one server is given at once: more with every success, half where it has no room
/// (additive increase, multiplicative decrease, after Chiu and Jain 1989).
///
/// It starts at 8 and grows by one a success, which doubles it each round, until the server first has
/// enough; from then on by one a round. Where even the quickest response of a round takes four times as
/// long as one once did, and no more of them come for it, requests only queue, and it shrinks by a
/// fifth; but not below a quarter of the maximum, since it may be the questions that are longer.
struct ConcurrencyWindow: Sendable {
    private let maximum: Double
    private var exact: Double
    private var isStarting = true
    /// When it last shrank: what had begun before says nothing about the new size.
    private var lastDecrease: Duration?
    private var round = Round()
    private var bestSeconds = Double.infinity
    private var lastRate = 0.0

    /// The responses since the last look at the latency.
    private struct Round {
        var count = 0
        var leastSeconds = Double.infinity
        var start: Duration?
        /// The size at its start: it ends after so many responses.
        var size = 8
    }

    init(maximum: Int) {
        self.maximum = Double(max(1, maximum))
        exact = min(8, self.maximum)
    }

    /// The requests that may be under way.
    var size: Int { Int(exact) }

    /// A response came.
    ///
    /// - Parameter underWay: requests that were under way with it, itself included: a size that is not
    ///   used does not grow.
    mutating func succeeded(seconds: Double, underWay: Int, now: Duration) {
        if underWay * 2 >= size { exact = min(maximum, exact + (isStarting ? 1 : 1 / exact)) }
        if round.start == nil {
            round.start = now
            round.size = max(8, size)
        }
        round.count += 1
        round.leastSeconds = min(round.leastSeconds, seconds)
        if round.count > round.size { endRound(now) }
    }

    private mutating func endRound(_ now: Duration) {
        let passed = (now - (round.start ?? now)) / .seconds(1)
        let rate = passed > 0 ? Double(round.count) / passed : .infinity
        // A second is nothing to a server, and much to a busy machine.
        let isSlow = round.leastSeconds > 4 * bestSeconds + 1
        if isSlow && rate <= lastRate * 1.02 {
            shrink(to: max(0.8, maximum / 4 / exact, 8 / exact), now)
        }
        // What was the best is forgotten slowly: prompts change.
        bestSeconds = min(bestSeconds * 1.001, round.leastSeconds)
        lastRate = rate
        round = Round()
    }

    /// The server has no room, or was silent for too long.
    mutating func overloaded(startedAt start: Duration, now: Duration) {
        if let lastDecrease, start < lastDecrease { return }
        shrink(to: 0.5, now)
    }

    private mutating func shrink(to share: Double, _ now: Duration) {
        exact = min(exact, max(1, exact * share))
        isStarting = false
        lastDecrease = now
    }
}
