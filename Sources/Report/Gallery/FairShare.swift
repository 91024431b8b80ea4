/// Divides places among groups: each gets the same number, as far as it has so many, and what is left over
/// goes to those that have more.
enum FairShare {
    /// How many places each group gets.
    ///
    /// - Parameters:
    ///   - sizes: how many each group has.
    ///   - places: how many places there are.
    static func of(_ sizes: [Int], places: Int) -> [Int] {
        var shares = sizes.map { _ in 0 }
        var left = places
        var open = sizes.indices.filter { sizes[$0] > 0 }
        while left > 0, !open.isEmpty {
            let each = max(1, left / open.count)
            for group in open where left > 0 {
                let more = min(each, sizes[group] - shares[group], left)
                shares[group] += more
                left -= more
            }
            open = open.filter { shares[$0] < sizes[$0] }
        }
        return shares
    }
}
