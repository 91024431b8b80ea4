/// Wilson's score interval of a proportion, at 95 % (Wilson 1927).
public struct WilsonInterval: Sendable, Hashable {
    /// The lower bound.
    public let low: Double
    /// The upper bound.
    public let high: Double

    /// An interval from its bounds.
    init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The interval after `right` successes in `count` independent trials; [0, 1] for none.
    public init(right: Int, count: Int) {
        guard count > 0 else {
            low = 0
            high = 1
            return
        }
        let z = 1.959_963_984_540_054
        let n = Double(count)
        let share = Double(right) / n
        let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        let inner = share * (1 - share) / n + z * z / (4 * n * n)
        let half = z * inner.squareRoot() / (1 + z * z / n)
        low = right == 0 ? 0 : centre - half
        high = right == count ? 1 : centre + half
    }
}
