import Manifests
import Records

/// Signatures of texts, of which the share of equal numbers estimates the Jaccard similarity of their
/// shingles (Broder 1997), with a standard error of at most 1 / (2 √128) ≈ 0.044.
struct MinHash: Sendable {
    /// How many numbers a signature has.
    static let count = 128

    private let shingle: Int
    private let unit: DuplicateRules.NearText.Unit
    private let multipliers: [UInt64]
    private let offsets: [UInt64]

    /// Signatures of shingles of so many units.
    init(shingle: Int, unit: DuplicateRules.NearText.Unit) {
        self.shingle = max(1, shingle)
        self.unit = unit
        var generator = CounterGenerator(Seed(0).deriving("minhash"))
        var multipliers: [UInt64] = []
        var offsets: [UInt64] = []
        for _ in 0..<MinHash.count {
            multipliers.append(generator.next() | 1)
            offsets.append(generator.next())
        }
        self.multipliers = multipliers
        self.offsets = offsets
    }

    /// The signature of a text; all ones for a text without units. A text of fewer units than a
    /// shingle has is one shingle.
    func signature(of text: String) -> [UInt32] {
        let units = TextUnits.hashes(of: text, unit)
        var signature = [UInt32](repeating: .max, count: MinHash.count)
        guard !units.isEmpty else { return signature }
        for start in 0...max(0, units.count - shingle) {
            var hash: UInt64 = 0
            for index in start..<min(start + shingle, units.count) {
                hash = KeyHash.mix(hash, units[index])
            }
            for index in 0..<MinHash.count {
                let product = multipliers[index] &* hash &+ offsets[index]
                let value = UInt32(truncatingIfNeeded: product >> 32)
                if value < signature[index] { signature[index] = value }
            }
        }
        return signature
    }
}
