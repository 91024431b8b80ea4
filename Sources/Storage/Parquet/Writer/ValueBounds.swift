import Glibc

/// The least and the greatest value of a page or a column chunk, in the order of their type.
struct ValueBounds {
    /// Longer texts give no bounds: nobody looks a row up by them, and a shortened bound has rules
    /// of its own.
    private static let longest = 64

    private var integers: ClosedRange<Int64>?
    private var hasTexts = false
    private var minimum: [UInt8] = []
    private var maximum: [UInt8] = []
    /// Whether a value was met that gives no bounds.
    private(set) var isUnknown = false

    /// Counts a whole number in.
    mutating func add(_ value: Int64) {
        guard let range = integers else {
            integers = value...value
            return
        }
        if value < range.lowerBound { integers = value...range.upperBound }
        if value > range.upperBound { integers = range.lowerBound...value }
    }

    /// Counts a text in.
    mutating func add(_ value: ArraySlice<UInt8>) {
        guard value.count <= ValueBounds.longest else {
            isUnknown = true
            return
        }
        if !hasTexts || ValueBounds.order(value, minimum) < 0 {
            minimum.removeAll(keepingCapacity: true)
            minimum += value
        }
        // In a sorted column each value is the greatest so far.
        if !hasTexts || ValueBounds.order(value, maximum) > 0 {
            maximum.removeAll(keepingCapacity: true)
            maximum += value
        }
        hasTexts = true
    }

    /// Below 0 where one comes before the other in the order of bytes, 0 where they are the same.
    private static func order(_ left: ArraySlice<UInt8>, _ right: [UInt8]) -> Int {
        unsafe left.withUnsafeBytes { left in
            unsafe right.withUnsafeBytes { right in
                let count = min(left.count, right.count)
                if count > 0, let first = left.baseAddress, let second = right.baseAddress {
                    let order = unsafe memcmp(first, second, count)
                    if order != 0 { return Int(order) }
                }
                return left.count - right.count
            }
        }
    }

    /// Counts in what another has counted.
    mutating func add(_ other: ValueBounds) {
        isUnknown = isUnknown || other.isUnknown
        if let range = other.integers {
            add(range.lowerBound)
            add(range.upperBound)
        }
        if other.hasTexts {
            add(other.minimum[...])
            add(other.maximum[...])
        }
    }

    /// The bounds as PLAIN writes them, without a length; nothing where there is no value.
    func encoded(as type: PhysicalType) -> (minimum: [UInt8], maximum: [UInt8])? {
        guard let range = integers else { return hasTexts ? (minimum, maximum) : nil }
        let width = type == .int32 ? 4 : 8
        func bytes(_ value: Int64) -> [UInt8] {
            (0..<width).map { UInt8(truncatingIfNeeded: value >> Int64($0 * 8)) }
        }
        return (bytes(range.lowerBound), bytes(range.upperBound))
    }
}
