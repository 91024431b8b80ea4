import Manifests
import Records
import Storage

/// Decides which samples share a shard: a function of the samples' sizes and of what their pictures
/// are called, never of how many workers there are.
///
/// A shard ends where one more sample would make it too long. From three quarters of that on it also
/// ends before a sample whose pictures' key says so, on average one in a sixteenth of a shard: after a
/// row is inserted or removed, the shards behind it soon begin at the same samples as before, and need
/// not be written again. (The idea of content-defined chunking.)
struct ShardCut {
    private let maximumSamples: Int
    private let maximumBytes: Int
    /// The bits of a key that must be zero where a shard may end early; nothing if none may.
    private let mask: UInt64?

    /// A cut of these groups.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    init(_ settings: IngestSettings, of groups: SpilledArray<CatalogGroup>) throws(Fault) {
        maximumSamples = max(1, settings.shardSamples)
        maximumBytes = settings.shardSize
        var total = 0
        try groups.forEach { group throws(Fault) in
            total = total.addingReportingOverflow(group.byteCount).partialValue
        }
        let mean = max(1, total / max(1, groups.count))
        let usual = min(maximumSamples, max(1, maximumBytes / mean))
        // Rounded to a power of two, so that a few samples more or less do not change it.
        mask = usual >= 32 ? UInt64(1) << UInt64(usual / 16).bitWidthOfValue &- 1 : nil
    }

    /// The runs of groups that make a shard each, in order. At least one, which may be empty.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    func shards(of groups: SpilledArray<CatalogGroup>) throws(Fault) -> [Range<Int>] {
        var shards: [Range<Int>] = []
        var first = 0
        var bytes = 0
        var index = 0
        try groups.forEach { group throws(Fault) in
            let sum = bytes.addingReportingOverflow(group.byteCount)
            let isFull =
                index - first >= maximumSamples || sum.overflow || sum.partialValue > maximumBytes
            if index > first, isFull || mayEnd(index - first, bytes, before: group) {
                shards.append(first..<index)
                first = index
                bytes = 0
            }
            bytes = bytes.addingReportingOverflow(group.byteCount).partialValue
            index += 1
        }
        shards.append(first..<groups.count)
        return shards
    }

    private func mayEnd(_ count: Int, _ bytes: Int, before group: CatalogGroup) -> Bool {
        guard let mask, group.name.high & mask == 0 else { return false }
        return count >= maximumSamples / 4 * 3 || bytes >= maximumBytes / 4 * 3
    }
}

extension UInt64 {
    /// The number of bits up to the highest that is set, less one: the logarithm, rounded down.
    fileprivate var bitWidthOfValue: UInt64 { UInt64(63 - Swift.max(self, 1).leadingZeroBitCount) }
}
