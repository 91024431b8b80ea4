/// What the texts of a batch mean, by their codes, so that each is looked at once. For columns of few
/// texts, such as labels.
public struct TextMemo<Meaning> {
    /// By code; nothing where it was not looked at.
    @usableFromInline var known: [Meaning?] = []

    /// A text of a higher code is looked at each time: such a column has hardly a text twice.
    @inlinable static var limit: Int { 256 }

    /// Nothing is known.
    @inlinable
    public init() {}

    /// Forgets everything; to be called for each batch.
    @inlinable
    public mutating func removeAll() { known.removeAll(keepingCapacity: true) }

    /// What the text of a row means; nothing where there is none, or it means nothing.
    @inlinable
    public mutating func value(
        of row: Int, in texts: ParquetTexts, _ meaning: (ByteSlice) -> Meaning?
    ) -> Meaning? {
        let code = Int(texts.codes[row])
        if code >= 0, code < known.count, let meaning = known[code] { return meaning }
        guard let text = texts[row], let meaning = meaning(text) else { return nil }
        guard code < TextMemo.limit else { return meaning }
        while known.count <= code { known.append(nil) }
        known[code] = meaning
        return meaning
    }
}
