import Storage

/// What the names of a column mean, looked up once for each code of a batch.
struct CodedNames<Value: Sendable>: Sendable {
    private let values: [TextHash: Value]
    private var known: [Value?] = []

    /// Values by their names.
    init(_ values: [(name: String, value: Value)]) {
        self.values = Dictionary(
            uniqueKeysWithValues: values.map { (TextHash($0.name), $0.value) })
    }

    /// Forgets the codes of the batch before.
    mutating func startBatch() { known.removeAll(keepingCapacity: true) }

    /// What a row of the batch means; nothing if it has no name, or one that means nothing.
    mutating func value(_ column: ParquetTexts, _ row: Int) -> Value? {
        let code = Int(column.codes[row])
        guard code >= 0 else { return nil }
        if code < known.count, let value = known[code] { return value }
        guard let text = column[row], let value = values[TextHash(text)] else { return nil }
        // Codes may be places in a large dictionary of other texts: those are looked up each time.
        guard code < 64 else { return value }
        while known.count <= code { known.append(nil) }
        known[code] = value
        return value
    }
}
