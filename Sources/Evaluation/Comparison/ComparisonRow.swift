public import Records

/// A figure of an arm over seeds: a row of `comparison`.
public struct ComparisonRow: TableRow, Hashable {
    /// What was measured, such as `accuracy greedy all`.
    public var figure: String
    /// The arm.
    public var arm: String
    /// One value a seed, in the order of the manifest's seeds.
    public var values: [Double]
    /// The difference from the baseline, seed by seed; nothing for the baseline itself.
    public var baseline: [Double]?

    var own: PairedDifference { PairedDifference(values) }
    var difference: PairedDifference? { baseline.map { PairedDifference(values, from: $0) } }

    /// The row as an object.
    public var json: JSONValue {
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

    /// The row from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            figure: try json.column("figure", \.stringValue),
            arm: try json.column("arm", \.stringValue),
            values: try json.column("values", \.arrayValue).compactMap(\.realValue),
            baseline: json["baseline_values"]?.arrayValue?.compactMap(\.realValue))
    }

    /// The rows of arms' figures, by arm and seed: a row a figure and arm, figures in the order of the
    /// baseline; only figures that an arm has under every seed.
    public static func rows(
        _ figures: [(arm: String, bySeed: [ArmFigures])], baseline: String
    ) -> [ComparisonRow] {
        func values(_ name: String, of arm: [ArmFigures]) -> [Double]? {
            let found = arm.compactMap { figures in
                figures.values.first { $0.name == name }?.value
            }
            return found.count == arm.count ? found : nil
        }
        var names: [String] = []
        for arm in figures {
            for figure in arm.bySeed.first?.values ?? [] where !names.contains(figure.name) {
                names.append(figure.name)
            }
        }
        let base = figures.first { $0.arm == baseline }?.bySeed ?? []
        return names.flatMap { name -> [ComparisonRow] in
            let others = values(name, of: base)
            return figures.compactMap { arm, bySeed in
                values(name, of: bySeed).map {
                    ComparisonRow(
                        figure: name, arm: arm, values: $0,
                        baseline: arm == baseline ? nil : others)
                }
            }
        }
    }
}
