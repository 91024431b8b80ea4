import Testing

@testable import Commands

/// Counts as words.
@Suite struct CountTests {
    @Test(arguments: [(0, "0 files"), (1, "1 file"), (1234, "1,234 files")])
    func `a noun goes with its number`(count: Int, text: String) {
        #expect(Count.of(count, "file") == text)
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (1949, "1.9 kB"),
        (999_949, "999.9 kB"), (999_999, "1.0 MB"), (1_500_000_000, "1.5 GB"),
        (12_345_678_900_000_000, "12,345.7 TB"),
    ])
    func `bytes have a unit that fits`(count: Int, text: String) {
        #expect(Count.bytes(count) == text)
    }
}
