import Glibc

/// Mixes sources by a temperature: source s gets a share in proportion to n_s^(1/T).
///
/// T = 1 takes them as they are, a higher T evens them out. No source gives more than it has; what it
/// lacks goes to the others in the same proportion.
public enum TemperatureMix {
    /// How many questions of each source.
    public struct Split: Sendable, Hashable {
        /// How many to take of each, at most what is there.
        public var counts: [Int]
        /// How many each would have given if it had had enough.
        public var wanted: [Int]
    }

    /// Splits a number over sources; less than the number where there is not as much.
    ///
    /// - Parameters:
    ///   - total: how many questions.
    ///   - there: how many each source has.
    ///   - temperature: above 0.
    public static func split(_ total: Int, there: [Int], temperature: Double) -> Split {
        // Relative to the largest, so that a small temperature does not overflow.
        let most = Double(max(1, there.max() ?? 1))
        let weights = there.map { $0 == 0 ? 0 : pow(Double($0) / most, 1 / temperature) }
        var counts = there.map { _ in 0 }
        var isOpen = there.map { $0 > 0 }
        var rest = min(total, there.reduce(0, +))
        let wanted = LargestRemainder.split(total, by: weights)
        while rest > 0 {
            var parts = LargestRemainder.split(
                rest, by: zip(weights, isOpen).map { $1 ? $0 : 0 })
            if parts.allSatisfy({ $0 == 0 }) {
                // What is open weighs nothing beside the others: by what it has, then.
                parts = LargestRemainder.split(
                    rest, by: zip(there, isOpen).map { $1 ? Double($0) : 0 })
            }
            let full = there.indices.filter { isOpen[$0] && parts[$0] >= there[$0] }
            if full.isEmpty {
                for place in there.indices where isOpen[place] { counts[place] = parts[place] }
                break
            }
            for place in full {
                counts[place] = there[place]
                isOpen[place] = false
                rest -= there[place]
            }
        }
        return Split(counts: counts, wanted: wanted)
    }
}
