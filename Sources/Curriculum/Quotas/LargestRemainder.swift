/// Splits a number into whole parts in proportion to weights (Hamilton's method).
public enum LargestRemainder {
    /// The parts; their sum is `total`, where a weight is above 0. What is left after rounding down goes
    /// to the largest remainders, of equal ones to the first.
    ///
    /// - Parameters:
    ///   - total: at least 0.
    ///   - weights: each at least 0 and finite.
    public static func split(_ total: Int, by weights: [Double]) -> [Int] {
        let sum = weights.reduce(0, +)
        guard sum > 0, total > 0 else { return weights.map { _ in 0 } }
        let exact = weights.map { Double(total) * ($0 / sum) }
        var parts = exact.map { Int($0) }
        let order = weights.indices.filter { weights[$0] > 0 }.sorted {
            let (left, right) = (exact[$0] - Double(parts[$0]), exact[$1] - Double(parts[$1]))
            return left != right ? left > right : $0 < $1
        }
        var rest = total - parts.reduce(0, +)
        var place = 0
        while rest > 0 {
            parts[order[place % order.count]] += 1
            rest -= 1
            place += 1
        }
        // Rounding may have given one too many where a part is very large.
        while rest < 0 {
            guard let largest = parts.indices.max(by: { parts[$0] < parts[$1] }) else { break }
            parts[largest] -= 1
            rest += 1
        }
        return parts
    }
}
