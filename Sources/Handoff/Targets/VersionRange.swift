import Records

/// Versions of a program, from one on and below another.
public struct VersionRange: Sendable, Hashable {
    /// The first that belongs to it, by its numbers.
    public var from: [Int]
    /// The first that does not any more; nothing for no end.
    public var below: [Int]?

    init(from: [Int], below: [Int]? = nil) {
        self.from = from
        self.below = below
    }

    /// Whether a version belongs to it; nothing if its text starts with no number. What follows the
    /// numbers, such as `.dev0` or `rc1`, does not count.
    public func contains(_ version: String) -> Bool? {
        var numbers: [Int] = []
        for part in version.split(separator: ".", omittingEmptySubsequences: false) {
            let digits = part.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { break }
            numbers.append(number)
            if digits.count < part.count { break }
        }
        if numbers.isEmpty { return nil }
        func isBefore(_ one: [Int], _ other: [Int]) -> Bool {
            for place in 0..<max(one.count, other.count) {
                let (left, right) = (
                    place < one.count ? one[place] : 0, place < other.count ? other[place] : 0
                )
                if left != right { return left < right }
            }
            return false
        }
        return !isBefore(numbers, from) && below.map { isBefore(numbers, $0) } ?? true
    }
}
