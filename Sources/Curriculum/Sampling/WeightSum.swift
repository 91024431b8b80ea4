/// The sum of weights from 0 to 1, in whole steps of 2⁻⁵², so that it is the same in any order.
public struct WeightSum: Sendable, Hashable {
    /// How many weights.
    public private(set) var count = 0
    private var steps: UInt128 = 0

    /// The sum of no weights.
    public init() {}

    /// Adds a weight.
    ///
    /// - Precondition: it is from 0 to 1.
    public mutating func add(_ weight: Double) {
        count += 1
        steps += UInt128(UInt64(weight * 0x1p52))
    }

    /// The mean; 0 of no weights.
    public var mean: Double { count == 0 ? 0 : Double(steps) * 0x1p-52 / Double(count) }
}
