import Records

/// The keys of a shard's samples: 16 hexadecimal digits of the first picture, and a number where
/// another sample of the shard has them too.
struct SampleKeys {
    private var counts: [UInt64: Int] = [:]

    /// The key of a sample whose first picture has a digest.
    mutating func key(for digest: Digest) -> String {
        let stem = digest.leadingWords.0
        let before = counts[stem, default: 0]
        counts[stem] = before + 1
        let digits = String(stem, radix: 16)
        let padded = String(repeating: "0", count: 16 - digits.utf8.count) + digits
        return before == 0 ? padded : "\(padded)-\(before)"
    }
}
