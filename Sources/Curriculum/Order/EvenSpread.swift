/// Spreads some elements evenly among others.
enum EvenSpread {
    /// Both, each in its order; the others' distances from one another differ by at most one.
    static func spread<Element>(_ others: [Element], among own: [Element]) -> [Element] {
        guard !others.isEmpty else { return own }
        let total = own.count + others.count
        var result: [Element] = []
        result.reserveCapacity(total)
        var next = 0
        var taken = 0
        for place in 0..<total {
            // In the middle of its part of the whole.
            let due = next < others.count && place == (2 * next + 1) * total / (2 * others.count)
            if due {
                result.append(others[next])
                next += 1
            } else {
                result.append(own[taken])
                taken += 1
            }
        }
        return result
    }
}
