/// How many bytes the decompressed pages of all columns may take together. Each alone may be within
/// its limit, and few compressed bytes become many such pages.
final class PageBudget {
    private let limit: Int
    private var held = 0
    /// What is no longer held for the rows to come, but may be by the row that is being read.
    private var passed = 0

    init(limit: Int) { self.limit = limit }

    /// Forgets what the row before may have held.
    func startRow() {
        held -= passed
        passed = 0
    }

    /// Asks for the bytes of a page.
    func take(_ byteCount: Int) throws(PageFault) {
        guard byteCount <= limit - held else {
            throw PageFault(
                "\(byteCount) bytes beside \(held) of other pages; the limit is \(limit)",
                reason: ParquetFault.tooLarge)
        }
        held += byteCount
    }

    /// Gives back what a page took, from the next row on.
    func give(_ byteCount: Int) { passed += byteCount }
}
