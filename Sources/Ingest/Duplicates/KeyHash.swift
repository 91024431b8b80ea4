/// Hashes of keys for tables in memory; what they find is compared in full.
enum KeyHash {
    /// The hash of nothing.
    static let start = UInt64(0x9E37_79B9_7F4A_7C15)

    /// A hash of what was hashed before, and of another number.
    static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        var word = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
        word = (word ^ (word >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return word ^ (word >> 32)
    }

    /// A hash of what was hashed before, and of a digest.
    static func mix(_ hash: UInt64, _ value: UInt128) -> UInt64 {
        mix(
            mix(hash, UInt64(truncatingIfNeeded: value)), UInt64(truncatingIfNeeded: value >> 64))
    }
}
