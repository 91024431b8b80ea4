/// The first 16 bytes of a SHA-256 digest: enough to tell many texts apart, in little memory.
///
/// What has one key is one thing wherever keys are compared: two texts of one key would take some 2^64
/// tries to find, also for somebody who chose them with care.
public struct Key128: Sendable, Hashable, Comparable, BitwiseCopyable {
    /// Bytes 0 to 7, first byte highest.
    public var high: UInt64
    /// Bytes 8 to 15, first byte highest.
    public var low: UInt64

    /// The key of nothing.
    public static let zero = Key128(high: 0, low: 0)

    /// A key from its two halves.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The start of a digest.
    public init(_ digest: Digest) { (high, low) = digest.leadingWords }

    /// A key from its 32 hexadecimal digits, or nothing if `hex` is not that.
    public init?(hex: String) {
        // `UInt64` would take a sign before the digits.
        guard hex.utf8.count == 32, hex.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
            let high = UInt64(hex.prefix(16), radix: 16),
            let low = UInt64(hex.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    /// 32 hexadecimal digits.
    public var hex: String {
        [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }

    /// The order of the bytes.
    @inlinable
    public static func < (left: Key128, right: Key128) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
