public import Records

/// A unit of ingest: consecutive samples of one split. What it is to do can be written down as JSON,
/// so that another process can do it.
public struct IngestUnit: Sendable, Hashable {
    /// The data set's name.
    public var dataset: String
    /// The split's name.
    public var split: String
    /// Which unit of the split, from 0.
    public var index: Int
    /// The first sample.
    public var first: Int
    /// How many samples.
    public var count: Int
    /// Whether ids get the data set's name in front, which they do where there are several.
    public var isQualified: Bool

    /// The unit's name, and its shard's: `<data set>-<split>-<five digits>`, where anything but ASCII
    /// letters, digits, `-` and `_` becomes `_`.
    public var name: String {
        let number = String(index)
        let digits = String(repeating: "0", count: max(0, 5 - number.utf8.count)) + number
        let plain = "\(dataset)-\(split)-\(digits)".unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_": Character(scalar)
            default: "_" as Character
            }
        }
        return String(plain)
    }

    /// Whether it also reports what of the split became no sample: the first unit does.
    var reportsRejectedRows: Bool { index == 0 }

    /// A unit with its facts.
    public init(
        dataset: String, split: String, index: Int, first: Int, count: Int, isQualified: Bool
    ) {
        self.dataset = dataset
        self.split = split
        self.index = index
        self.first = first
        self.count = count
        self.isQualified = isQualified
    }

    /// The unit as JSON.
    public var payload: JSONValue {
        [
            "dataset": .string(dataset), "split": .string(split), "index": .integer(index),
            "first": .integer(first), "count": .integer(count), "qualified": .bool(isQualified),
        ]
    }

    /// A unit from its JSON.
    ///
    /// - Throws: a `Fault` that names the missing or mistyped field.
    public init(payload: JSONValue) throws(Fault) {
        dataset = try payload.column("dataset", \.stringValue)
        split = try payload.column("split", \.stringValue)
        index = try payload.column("index", \.integerValue)
        first = try payload.column("first", \.integerValue)
        count = try payload.column("count", \.integerValue)
        isQualified = try payload.column("qualified", \.boolValue)
    }
}
