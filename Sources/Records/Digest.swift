/// A SHA-256 digest: of a file, of a picture, or of a key's material. Computed by `Storage.SHA256`.
public struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The 32 bytes as four numbers, first byte highest.
    public let words: (UInt64, UInt64, UInt64, UInt64)

    /// A digest from its 32 bytes as four numbers, first byte highest.
    public init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// A digest from its 32 bytes.
    ///
    /// - Precondition: `bytes` holds exactly 32 bytes.
    public init(bytes: some Sequence<UInt8>) {
        var collected: [UInt64] = [0, 0, 0, 0]
        var count = 0
        for byte in bytes {
            precondition(count < 32, "a SHA-256 digest has 32 bytes")
            collected[count / 8] = collected[count / 8] << 8 | UInt64(byte)
            count += 1
        }
        precondition(count == 32, "a SHA-256 digest has 32 bytes")
        words = (collected[0], collected[1], collected[2], collected[3])
    }

    /// A digest from 64 hexadecimal digits, or nothing if `hex` is not that.
    public init?(hex: some StringProtocol) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for byte in hex.utf8 {
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 97...102: digit = byte - 87
            case 65...70: digit = byte - 55
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil, bytes.count == 32 else { return nil }
        self.init(bytes: bytes)
    }

    /// The 32 bytes, first byte first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return bytes
    }

    /// The first 16 bytes as two numbers, highest byte first.
    public var leadingWords: (UInt64, UInt64) { (words.0, words.1) }

    /// The first 128 bits: enough to tell digests apart in a table.
    public var prefix: UInt128 { UInt128(words.0) << 64 | UInt128(words.1) }

    /// 64 lower-case hexadecimal digits.
    public var hex: String {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        appendHex(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends 64 lower-case hexadecimal digits.
    public func appendHex(to text: inout [UInt8]) {
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift) & 15)
                text.append(digit + (digit < 10 ? 0x30 : 0x57))
            }
        }
    }

    /// The first 12 hexadecimal digits: enough to recognise a digest by.
    public var short: String { String(hex.prefix(12)) }

    /// The hexadecimal form.
    public var description: String { hex }

    /// Equality of all 32 bytes.
    public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

    /// The order of the bytes.
    public static func < (left: Digest, right: Digest) -> Bool { left.words < right.words }

    /// Feeds the digest into a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
