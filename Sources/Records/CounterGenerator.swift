/// A counter-based random number generator: the n-th number is a function of the seed and n alone.
///
/// SplitMix64 seen as a counter: output n is a mix of `seed + n * golden`. It passes BigCrush, can be
/// stored as two integers and continued exactly.
public struct CounterGenerator: RandomNumberGenerator, Sendable, Hashable {
    /// The seed that names the stream.
    public var seed: Seed
    /// How many numbers were taken.
    public var position: UInt64

    /// The stream of a seed, from its first number on.
    public init(_ seed: Seed) {
        self.seed = seed
        position = 0
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        position &+= 1
        return Seed.mix(seed.value &+ position &* 0x9E37_79B9_7F4A_7C15)
    }

    /// A number from [0, 1), of 53 random bits.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number from 0 up to, not including, `bound`; without bias (Lemire 2019).
    ///
    /// - Precondition: `bound` is positive.
    public mutating func index(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
