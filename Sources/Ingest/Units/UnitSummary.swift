import Records

/// What a unit says of itself: its `unit.json`.
struct UnitSummary: TableRow {
    /// The unit.
    var unit: IngestUnit
    /// The sum over its rows.
    var accounting: Accounting
    /// Its questions by capability.
    var counts: [Capability: Int]
    /// Whether it wrote a shard.
    var hasShard: Bool
    /// What a reader of the report should know.
    var warnings: [String]

    /// A summary with its facts.
    init(
        unit: IngestUnit, accounting: Accounting, counts: [Capability: Int], hasShard: Bool,
        warnings: [String]
    ) {
        self.unit = unit
        self.accounting = accounting
        self.counts = counts
        self.hasShard = hasShard
        self.warnings = warnings
    }

    /// The summary as an object.
    var json: JSONValue {
        let counts: [JSONValue.Member] = Capability.allCases.map {
            .init($0.rawValue, .integer(self.counts[$0] ?? 0))
        }
        return [
            "unit": unit.payload, "accounting": accounting.json, "capabilities": .object(counts),
            "shard": .bool(hasShard), "warnings": .array(warnings.map { .string($0) }),
        ]
    }

    /// A summary from its object.
    init(json: JSONValue) throws(Fault) {
        unit = try IngestUnit(payload: try json.column("unit") { $0 })
        accounting = try Accounting(json: try json.column("accounting") { $0 })
        hasShard = try json.column("shard", \.boolValue)
        warnings = try json.column("warnings", \.strings)
        counts = [:]
        for member in try json.column("capabilities", \.objectValue) {
            if let capability = Capability(rawValue: member.name) {
                counts[capability] = member.value.integerValue
            }
        }
    }
}
