import Records
public import Storage

/// 128 bits that stand for a text: a question's id, a picture's digest.
///
/// A function of the text's bytes alone, so that what is drawn by it does not depend on the order, the
/// place or the number of the questions. Not for texts that somebody chose to collide.
public struct TextHash: Sendable, Hashable, Comparable, BitwiseCopyable {
    /// The first half.
    public var high: UInt64
    /// The second half.
    public var low: UInt64

    /// The hash of a text's bytes.
    public init(_ text: ByteSlice) {
        var first = Seed(0x243F_6A88_85A3_08D3)
        var second = Seed(0x1319_8A2E_0370_7344)
        text.withBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let word = TextHash.word(bytes, at: offset)
                first = first.deriving(word)
                second = second.deriving(word)
                offset += 8
            }
        }
        // Without the length a text and the same one with zeros behind it would be one.
        high = first.deriving(text.count).value
        low = second.deriving(text.count).value
    }

    /// The hash of a text.
    public init(_ text: String) { self.init(ByteSlice(Array(text.utf8))) }

    /// No text's hash.
    static let none = TextHash(high: 0, low: 0)

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Eight bytes from a place on, or those that are left.
    private static func word(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
        if offset + 8 <= bytes.count {
            return Int(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int.self))
        }
        return bytes[offset...].reduce(0) { $0 << 8 | Int($1) }
    }

    /// An order of its own; it says nothing of the texts.
    public static func < (left: TextHash, right: TextHash) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
