/// Histograms of draws by source. They add, in any order and from any number of parts.
public struct SourceHistograms: Sendable, Hashable {
    /// A source and its histogram.
    public struct Entry: Sendable, Hashable {
        /// The data set.
        public var source: String
        /// Its histogram.
        public var histogram: DrawHistogram
    }

    /// The sources, sorted by their bytes.
    public private(set) var entries: [Entry] = []

    /// The source that was counted last, which is mostly the next.
    private var last = 0

    /// No sources.
    public init() {}

    /// Counts a question.
    public mutating func add(_ source: String, right: Int, notRight: Int) {
        entries[place(of: source)].histogram.add(right: right, notRight: notRight)
    }

    /// Counts the questions of other histograms too.
    public mutating func add(_ other: SourceHistograms) {
        for entry in other.entries {
            entries[place(of: entry.source)].histogram.add(entry.histogram)
        }
    }

    /// The histogram of all sources.
    public var sum: DrawHistogram {
        entries.reduce(into: DrawHistogram()) { $0.add($1.histogram) }
    }

    private mutating func place(of source: String) -> Int {
        if last < entries.count, entries[last].source.utf8.elementsEqual(source.utf8) {
            return last
        }
        let found = SourceSearch.place(of: source, among: entries.count) { entries[$0].source }
        if !found.isThere {
            entries.insert(Entry(source: source, histogram: .init()), at: found.place)
        }
        last = found.place
        return last
    }

    /// Equality of the entries.
    public static func == (left: SourceHistograms, right: SourceHistograms) -> Bool {
        left.entries == right.entries
    }

    /// Feeds the entries into a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}
