/// The plain characters that eight bytes of a text begin with: printing ASCII that nothing `TextScan`
/// looks for begins with.
///
/// The bytes are looked at all at once. In each test the highest bit of a byte tells; a carry may set
/// it for a byte behind one that has it rightly, so only the first is believed.
struct PlainRun {
    /// How many there are.
    let count: Int
    /// How many of them are no spaces.
    let visibleCount: Int

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The run at the start of eight bytes, of which the first is the lowest.
    @inline(__always)
    init(_ word: UInt64) {
        let word = UInt64(littleEndian: word)
        let controls = (word &- PlainRun.ones &* 0x20) & ~word
        let letters = word | PlainRun.ones &* 0x20
        let found =
            (word | controls | PlainRun.zeros(word, UInt8(ascii: "<"))
                | PlainRun.zeros(word, UInt8(ascii: "[")) | PlainRun.zeros(word, 0x5C)
                | PlainRun.zeros(word, 0x7F) | PlainRun.zeros(letters, UInt8(ascii: "w")))
            & PlainRun.highs
        // Without one, all eight.
        count = found.trailingZeroBitCount / 8
        let others = word ^ (PlainRun.ones &* 0x20)
        let low = others & ~PlainRun.highs
        let spaces = ~((low &+ ~PlainRun.highs) | others) & PlainRun.highs
        // Of a run of no byte, the shift takes all.
        let within = count == 0 ? 0 : spaces << UInt64(64 - 8 * count)
        visibleCount = count &- Int(((within >> 7) &* PlainRun.ones) >> 56)
    }

    /// The bytes of a word that are this one, each by its highest bit.
    @inline(__always)
    private static func zeros(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        let others = word ^ (ones &* UInt64(byte))
        return (others &- ones) & ~others
    }
}
