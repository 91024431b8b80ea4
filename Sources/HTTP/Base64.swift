/// Base64 (RFC 4648, section 4), with padding.
public enum Base64 {
    /// The characters that so many bytes become.
    public static func count(of byteCount: Int) -> Int { (byteCount + 2) / 3 * 4 }

    /// Appends bytes as Base64.
    public static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        let start = text.count
        text.append(contentsOf: repeatElement(0, count: count(of: bytes.count)))
        unsafe text.withUnsafeMutableBufferPointer { whole in
            unsafe bytes.withUnsafeBufferPointer { source in
                unsafe encode(source, into: UnsafeMutableBufferPointer(rebasing: whole[start...]))
            }
        }
    }

    /// Encodes all of `source`; `target` has just the characters that it becomes.
    static func encode(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
    ) {
        let whole = source.count / 3
        let raw = UnsafeMutableRawBufferPointer(target)
        unsafe pairs.withUnsafeBufferPointer { pairs in
            for group in 0..<whole {
                let place = group * 3
                let bits =
                    unsafe Int(source[place]) << 16 | Int(source[place + 1]) << 8
                    | Int(source[place + 2])
                let both =
                    unsafe UInt32(pairs[bits >> 12]) | UInt32(pairs[bits & 0xFFF]) << 16
                unsafe raw.storeBytes(
                    of: both.littleEndian, toByteOffset: group * 4, as: UInt32.self)
            }
        }
        let rest = source.count - whole * 3
        guard rest > 0 else { return }
        let first = unsafe Int(source[whole * 3])
        let second = unsafe rest == 2 ? Int(source[whole * 3 + 1]) : 0
        let bits = first << 16 | second << 8
        unsafe target[whole * 4] = alphabet[bits >> 18]
        unsafe target[whole * 4 + 1] = alphabet[bits >> 12 & 63]
        unsafe target[whole * 4 + 2] = rest == 2 ? alphabet[bits >> 6 & 63] : padding
        unsafe target[whole * 4 + 3] = padding
    }

    private static let padding = UInt8(ascii: "=")
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// The two characters of each 12 bits, the first in the lower byte.
    private static let pairs: [UInt16] = (0..<4096).map {
        UInt16(alphabet[$0 >> 6]) | UInt16(alphabet[$0 & 63]) << 8
    }
}
