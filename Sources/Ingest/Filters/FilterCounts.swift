public import Records

/// How many rows each filter drops by itself, and how many as the first.
///
/// Sums are associative and commutative, so units may be merged in any order.
public struct FilterCounts: Sendable, Hashable {
    /// The counts of one filter.
    public struct Count: Sendable, Hashable {
        /// The filter's name.
        public var name: String
        /// How many rows it drops, whatever the others say.
        public var hits: Int
        /// How many rows it is the first to drop.
        public var first: Int

        /// The counts of a filter.
        public init(name: String, hits: Int = 0, first: Int = 0) {
            self.name = name
            self.hits = hits
            self.first = first
        }
    }

    /// How many rows were looked at.
    public private(set) var rows = 0
    /// The filters, sorted by the bytes of their names.
    public private(set) var counts: [Count]
    /// Where each filter of the set lies in `counts`.
    private var places: [Int]

    /// No rows yet.
    public init(_ filters: FilterSet) { self.init(names: filters.names) }

    private init(names: [String]) {
        let order = names.indices.sorted { FilterCounts.precedes(names[$0], names[$1]) }
        counts = order.map { Count(name: names[$0]) }
        places = [Int](repeating: 0, count: names.count)
        for (place, index) in order.enumerated() { places[index] = place }
    }

    /// Counts a row that the set was asked about.
    public mutating func add(_ outcome: FilterOutcome) {
        rows += 1
        for index in outcome.failures { counts[places[index]].hits += 1 }
        if let first = outcome.failures.first { counts[places[first]].first += 1 }
    }

    /// Adds the counts of other rows; filters of the same name are one.
    public mutating func merge(_ other: FilterCounts) {
        var sums = counts
        for count in other.counts {
            if let index = sums.firstIndex(where: { $0.name == count.name }) {
                sums[index].hits += count.hits
                sums[index].first += count.first
            } else {
                sums.append(count)
            }
        }
        sums.sort { FilterCounts.precedes($0.name, $1.name) }
        // What the set's filters are called does not change, but where they lie may.
        let names = places.map { counts[$0].name }
        places = names.map { name in sums.firstIndex { $0.name == name } ?? 0 }
        counts = sums
        rows += other.rows
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

extension FilterCounts: TableRow {
    /// The counts as an object, filters sorted by name.
    public var json: JSONValue {
        [
            "rows": .integer(rows),
            "filters": .array(
                counts.map {
                    [
                        "name": .string($0.name), "hits": .integer($0.hits),
                        "first": .integer($0.first),
                    ]
                }),
        ]
    }

    /// Counts from their object.
    public init(json: JSONValue) throws(Fault) {
        var counts: [Count] = []
        for value in try json.column("filters", \.arrayValue) {
            counts.append(
                Count(
                    name: try value.column("name", \.stringValue),
                    hits: try value.column("hits", \.integerValue),
                    first: try value.column("first", \.integerValue)))
        }
        self.init(names: counts.map(\.name))
        for (index, count) in counts.enumerated() { self.counts[places[index]] = count }
        rows = try json.column("rows", \.integerValue)
    }
}
