/// The plain characters that eight bytes of a text begin with: printing ASCII that nothing `TextScan`
/// looks for begins with.
///
/// The bytes are looked at all at once. In each test the highest bit of a byte tells; a carry may set
/// it for a byte behind one that has it rightly, so only the first is believed. Some tests look at the
/// lowest five bits alone and take in a few characters more, which are seldom: then the run is short,
/// and no more.
struct PlainRun {
    /// How many there are.
    let count: Int
    /// How many of them are no spaces.
    let visibleCount: Int

    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The run at the start of eight bytes, of which the first is the lowest.
    @inline(__always)
    init(_ word: UInt64) {
        let word = UInt64(littleEndian: word)
        let low = word & PlainRun.all(0x1F)
        let found =
            // Beyond ASCII, DEL and control characters.
            (word | (word &+ PlainRun.all(1)) | (word &- PlainRun.all(0x20))
                // `<` and `\`, `[`, `w` and `W`.
                | PlainRun.zeros(low ^ PlainRun.all(0x1C))
                | PlainRun.zeros(low ^ PlainRun.all(0x1B))
                | PlainRun.zeros(low ^ PlainRun.all(0x17))) & PlainRun.highs
        let spaces = PlainRun.zeros(word ^ PlainRun.all(0x20)) & PlainRun.highs
        if found == 0 {
            count = 8
            visibleCount = 8 &- PlainRun.count(spaces)
        } else {
            count = found.trailingZeroBitCount / 8
            visibleCount = count &- PlainRun.count(spaces & ((1 &<< (8 &* UInt64(count))) &- 1))
        }
    }

    /// How many bytes have their highest bit, and no other.
    @inline(__always)
    private static func count(_ word: UInt64) -> Int { Int(((word >> 7) &* all(1)) >> 56) }

    /// Eight times this byte.
    @inline(__always)
    private static func all(_ byte: UInt64) -> UInt64 { 0x0101_0101_0101_0101 &* byte }

    /// The bytes that are zero, each by its highest bit. None may be over 0x80.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { highs &- word }
}
