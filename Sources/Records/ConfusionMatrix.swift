/// How often each old label came with each new one.
public struct ConfusionMatrix: Sendable, Hashable {
    /// What is labelled, in the plural.
    public let what: String
    /// The labels there are.
    public let labels: [String]
    /// How often, by old label and then by new one.
    public private(set) var counts: [[Int]]

    /// An empty matrix.
    public init(of what: String, labels: [String]) {
        self.what = what
        self.labels = labels
        counts = labels.map { _ in labels.map { _ in 0 } }
    }

    /// Counts a pair.
    ///
    /// - Precondition: both are among the labels.
    public mutating func add(_ old: String, _ new: String) {
        guard let row = labels.firstIndex(of: old), let column = labels.firstIndex(of: new) else {
            preconditionFailure("the labels \(old) and \(new) are among those there are")
        }
        counts[row][column] += 1
    }

    /// How many have another label now.
    public var changedCount: Int {
        labels.indices.reduce(0) { sum, row in
            sum + counts[row].reduce(0, +) - counts[row][row]
        }
    }

    /// How many there are.
    public var count: Int { counts.joined().reduce(0, +) }

    /// The matrix as an object of objects: old label, new label, count.
    public var json: JSONValue {
        .object(
            labels.indices.map { row in
                .init(
                    labels[row],
                    .object(
                        labels.indices.map { .init(labels[$0], .integer(counts[row][$0])) }))
            })
    }

    /// The matrix as lines: a row an old label, a column a new one; those that never occur are left
    /// out.
    public var lines: [String] {
        let used = labels.indices.filter { place in
            counts[place].contains { $0 > 0 } || counts.contains { $0[place] > 0 }
        }
        var table = [["old \\ new"] + used.map { labels[$0] }]
        for row in used {
            table.append([labels[row]] + used.map { "\(counts[row][$0])" })
        }
        let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        let rows = table.map { cells in
            cells.enumerated().map { place, cell in
                let space = String(repeating: " ", count: widths[place] - cell.count)
                return place == 0 ? cell + space : space + cell
            }.joined(separator: "  ")
        }
        return ["\(changedCount) of \(count) \(what) change"] + rows.map { "  " + $0 }
    }
}
