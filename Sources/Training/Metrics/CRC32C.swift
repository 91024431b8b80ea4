/// The Castagnoli CRC (RFC 3720, B.4) with the mask that TensorFlow's records put over it
/// (`tensorflow/core/lib/hash/crc32c.h`).
enum CRC32C {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { word, _ in
            word & 1 == 1 ? word >> 1 ^ 0x82F6_3B78 : word >> 1
        }
    }

    /// The checksum of some bytes.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var word = UInt32.max
        for byte in bytes { word = word >> 8 ^ table[Int(UInt8(truncatingIfNeeded: word) ^ byte)] }
        return ~word
    }

    /// The checksum as a record holds it: turned and shifted, since a checksum of bytes that hold
    /// their own checksum would be a poor one.
    static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
        let word = checksum(bytes)
        return (word >> 15 | word << 17) &+ 0xA282_EAD8
    }
}
