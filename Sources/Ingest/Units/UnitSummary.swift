import Records

/// What a unit says of itself: its `unit.json`.
struct UnitSummary: TableRow {
    /// The sum over its rows.
    var accounting: Accounting
    /// Its questions by capability.
    var counts: [Capability: Int]
    /// Whether it wrote a shard.
    var hasShard: Bool
    /// What a reader of the report should know.
    var warnings: [String]
    /// How often each check warned, by name.
    var notes: [String: Int]
    /// What the filters dropped; nothing where there are none.
    var filterCounts: FilterCounts?

    /// A summary with its facts.
    init(
        accounting: Accounting, counts: [Capability: Int], hasShard: Bool, warnings: [String],
        notes: [String: Int], filterCounts: FilterCounts? = nil
    ) {
        self.accounting = accounting
        self.counts = counts
        self.hasShard = hasShard
        self.warnings = warnings
        self.notes = notes
        self.filterCounts = filterCounts
    }

    /// The summary as an object.
    var json: JSONValue {
        let counts: [JSONValue.Member] = Capability.allCases.map {
            .init($0.rawValue, .integer(self.counts[$0] ?? 0))
        }
        return [
            "accounting": accounting.json, "capabilities": .object(counts),
            "shard": .bool(hasShard), "warnings": .array(warnings.map { .string($0) }),
            "notes": .object(
                notes.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) }),
            "filters": filterCounts?.json ?? .null,
        ]
    }

    /// A summary from its object.
    init(json: JSONValue) throws(Fault) {
        accounting = try Accounting(json: try json.column("accounting") { $0 })
        hasShard = try json.column("shard", \.boolValue)
        warnings = try json.column("warnings", \.strings)
        counts = [:]
        for (name, count) in try json.column("capabilities", \.counts)
            .sorted(by: { $0.key < $1.key })
        {
            guard let capability = Capability(rawValue: name) else {
                throw Fault(.badInput, "the column `capabilities` counts `\(name)`, which is none")
            }
            counts[capability] = count
        }
        notes = try json.column("notes", \.counts)
        if let filters = json["filters"], filters != .null {
            filterCounts = try FilterCounts(json: filters)
        }
    }
}
