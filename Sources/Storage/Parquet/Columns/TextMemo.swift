/// What the texts of a batch mean, by their codes, so that each is looked at once. For columns of few
/// texts, such as labels.
public enum TextMemo {
    /// A text of a higher code is looked at each time: such a column has hardly a text twice.
    @inlinable static var limit: Int { 256 }

    /// What the texts of all rows of a batch mean.
    ///
    /// - Parameters:
    ///   - texts: the column, of which a batch was read.
    ///   - meanings: gets a value for each row, in place of what it holds.
    ///   - absent: the value of a row without a text.
    ///   - meaning: what a text means.
    @inlinable
    public static func read<Meaning>(
        _ texts: ParquetTexts, into meanings: inout [Meaning], absent: Meaning,
        _ meaning: (ByteSlice) -> Meaning
    ) {
        meanings.removeAll(keepingCapacity: true)
        // Looked up by themselves: the column is not looked at for each row.
        let codes = texts.codes
        var known: [Meaning?] = Array(repeating: nil, count: limit)
        for row in codes.indices {
            let code = Int(codes[row])
            if code >= 0, code < limit, let meaning = known[code] {
                meanings.append(meaning)
                continue
            }
            guard let text = texts[row] else {
                meanings.append(absent)
                continue
            }
            let value = meaning(text)
            meanings.append(value)
            if code < limit { known[code] = value }
        }
    }
}
