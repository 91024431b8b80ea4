/// Where all randomness comes from: a number, and names derived from it.
///
/// A seed derived for a question and a draw is the same whatever was drawn before, so the order of
/// work, the number of workers and a restart in between do not change what is drawn.
public struct Seed: Sendable, Hashable {
    /// The state of the derivation.
    public var value: UInt64

    /// The seed of a run.
    @inlinable
    public init(_ value: UInt64) { self.value = value }

    /// The seed for a named purpose.
    public func deriving(_ name: String) -> Seed {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Seed(Seed.mix(value &+ 0x9E37_79B9_7F4A_7C15 ^ Seed.mix(hash)))
    }

    /// The seed for the member of a series, such as a draw or an epoch.
    @inlinable
    public func deriving(_ index: Int) -> Seed {
        Seed(
            Seed.mix(
                value ^ Seed.mix(UInt64(truncatingIfNeeded: index) &+ 0xD1B5_4A32_D192_ED03)))
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that mixes all 64 bits.
    @inlinable
    static func mix(_ input: UInt64) -> UInt64 {
        var word = input
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
