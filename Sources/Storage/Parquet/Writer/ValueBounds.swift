/// The least and the greatest value of a page or a column chunk, in the order of their type.
struct ValueBounds {
    /// Longer texts give no bounds: nobody looks a row up by them, and a shortened bound has rules
    /// of its own.
    private static let longest = 64

    private var integers: ClosedRange<Int64>?
    private var texts: (minimum: [UInt8], maximum: [UInt8])?
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
        guard let known = texts else {
            texts = (Array(value), Array(value))
            return
        }
        if value.lexicographicallyPrecedes(known.minimum) { texts?.minimum = Array(value) }
        if known.maximum.lexicographicallyPrecedes(value) { texts?.maximum = Array(value) }
    }

    /// Counts in what another has counted.
    mutating func add(_ other: ValueBounds) {
        isUnknown = isUnknown || other.isUnknown
        if let range = other.integers {
            add(range.lowerBound)
            add(range.upperBound)
        }
        if let known = other.texts {
            add(known.minimum[...])
            add(known.maximum[...])
        }
    }

    /// The bounds as PLAIN writes them, without a length; nothing where there is no value.
    func encoded(as type: PhysicalType) -> (minimum: [UInt8], maximum: [UInt8])? {
        guard let range = integers else { return texts }
        let width = type == .int32 ? 4 : 8
        func bytes(_ value: Int64) -> [UInt8] {
            (0..<width).map { UInt8(truncatingIfNeeded: value >> Int64($0 * 8)) }
        }
        return (bytes(range.lowerBound), bytes(range.upperBound))
    }
}
