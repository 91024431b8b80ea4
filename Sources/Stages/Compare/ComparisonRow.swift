import Records

/// A figure of an arm over seeds: a row of `comparison`.
struct ComparisonRow: TableRow, Hashable {
    /// What was measured, such as `accuracy greedy all`.
    var figure: String
    /// The arm.
    var arm: String
    /// One value a seed, in the order of the manifest's seeds.
    var values: [Double]
    /// The difference from the baseline, seed by seed; nothing for the baseline itself.
    var baseline: [Double]?

    var own: PairedDifference { PairedDifference(values) }
    var difference: PairedDifference? { baseline.map { PairedDifference(values, from: $0) } }

    var json: JSONValue {
        func real(_ value: Double?) -> JSONValue { value.map { .real($0) } ?? .null }
        let difference = difference
        return [
            "figure": .string(figure), "arm": .string(arm), "seeds": .integer(values.count),
            "mean": .real(own.mean), "standard_error": real(own.standardError),
            "difference": real(difference?.mean),
            "difference_error": real(difference?.standardError),
            "low": real(difference?.interval?.lowerBound),
            "high": real(difference?.interval?.upperBound),
            "values": .array(values.map { .real($0) }),
            "baseline_values": baseline.map { .array($0.map { .real($0) }) } ?? .null,
        ]
    }

    init(figure: String, arm: String, values: [Double], baseline: [Double]?) {
        self.figure = figure
        self.arm = arm
        self.values = values
        self.baseline = baseline
    }

    init(json: JSONValue) throws(Fault) {
        self.init(
            figure: try json.column("figure", \.stringValue),
            arm: try json.column("arm", \.stringValue),
            values: try json.column("values", \.arrayValue).compactMap(\.realValue),
            baseline: json["baseline_values"]?.arrayValue?.compactMap(\.realValue))
    }
}
