import Records

/// What stands for a question's id in an index: the first 128 bits of the SHA-256 of its UTF-8 bytes.
///
/// Ids are told apart by this alone. Two ids of one key would take some 2^64 tries to find, so ids of
/// one key are one id, also where somebody chose them with care.
struct QuestionKey: Sendable, Hashable, Comparable {
    /// Its first 64 bits, first byte highest.
    var high: UInt64
    /// Its last 64 bits.
    var low: UInt64

    /// Bytes of a key in a file.
    static let byteCount = 16

    /// The key of an id.
    init(id: String) {
        let words = SHA256.digest(of: id).words
        (high, low) = (words.0, words.1)
    }

    /// The key at a place of an index.
    init(_ bytes: ByteSlice, at offset: Int) {
        high = bytes.integer(at: offset)
        low = bytes.integer(at: offset + 8)
    }

    /// Adds the key to an index.
    func append(to bytes: inout [UInt8]) {
        bytes.appendInteger(high)
        bytes.appendInteger(low)
    }

    static func < (left: QuestionKey, right: QuestionKey) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
