/// A column of texts that is read by `ParquetBatches`. The bytes are as they lie in the file: whoever
/// makes text of them checks that they are UTF-8.
public final class ParquetTexts: BatchColumn {
    /// A number for the text of each row of the batch, -1 where there is none.
    ///
    /// Rows of one batch with one number have the same text, and rows with the same text that follow
    /// each other mostly have the same number; so texts need be looked at only where it changes. A
    /// number means nothing in another batch.
    public private(set) var codes: [Int32] = []

    let cursor: ColumnReader
    private var isNull: [Bool] = []
    private var texts = TextBatch()

    init(_ cursor: ColumnReader) { self.cursor = cursor }

    /// The text of a row of the batch, or nothing.
    public subscript(row: Int) -> ByteSlice? { codes[row] < 0 ? nil : texts[codes[row]] }

    func fill(_ count: Int) throws(PageFault) {
        swap(&texts.codes, &codes)
        texts.removeAll()
        try cursor.take(count, &isNull) { page, present throws(PageFault) in
            try page.append(present, to: &texts)
        }
        spread(&texts.codes, isNull, absent: -1)
        swap(&texts.codes, &codes)
    }
}
