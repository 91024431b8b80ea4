import Manifests
public import Records
import Storage

/// A unit of ingest: consecutive samples of one split, which become one shard.
///
/// What it writes depends on `identity` alone. Where it stands among the units of its split, what its
/// shard is called and which rows of their files its questions come from are added when units are
/// joined, so that rows that come before it in the source can change without it being done again.
public struct IngestUnit: Sendable, Hashable {
    /// The data set's name.
    public var dataset: String
    /// The split's name.
    public var split: String
    /// Which unit of the split, from 0.
    public var index: Int
    /// Stands for everything that decides what the unit writes.
    public var identity: Digest
    /// The samples: groups of rows, or items of a generator.
    var samples: Range<Int>
    /// Whether ids get the data set's name in front, which they do where there are several.
    var isQualified: Bool

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

    /// Whether it also reports the rows of the split that became no sample: the first unit does.
    var reportsRefusedRows: Bool { index == 0 }

    /// An id as the unit's questions have it.
    func qualified(_ id: String) -> String { isQualified ? "\(dataset)/\(id)" : id }

    /// The places of its samples' rows in the split's list.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    func rows(in split: SplitRows) throws(Fault) -> Range<Int> {
        guard !samples.isEmpty else { return 0..<0 }
        let first = try split.groups.element(at: samples.lowerBound)
        let last = try split.groups.element(at: samples.upperBound - 1)
        return first.rows.lowerBound..<last.rows.upperBound
    }

    /// What names the unit in a plan that another process reads.
    public var payload: JSONValue {
        [
            "dataset": .string(dataset), "split": .string(split),
            "identity": .string(identity.hex),
        ]
    }
}
