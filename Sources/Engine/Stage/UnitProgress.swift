/// How far a unit is.
public struct UnitProgress: Sendable, Hashable {
    /// A number worth showing, such as the loss.
    public struct Metric: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its value now.
        public var value: Double

        /// A number and its name.
        public init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// How many are done. A resumed unit starts above 0.
    public var done: Int
    /// How many there are; nothing if unknown.
    public var total: Int?
    /// What is counted, in the plural: `images`, `steps`.
    public var what: String
    /// Numbers worth showing, the most telling first.
    public var metrics: [Metric]

    /// So many of so many.
    public init(done: Int, total: Int?, what: String, metrics: [Metric] = []) {
        self.done = done
        self.total = total
        self.what = what
        self.metrics = metrics
    }
}
