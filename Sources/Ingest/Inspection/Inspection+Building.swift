import Records

extension Inspection {
    /// The most rows of a table.
    static let mostRows = 50

    mutating func add(_ name: String, _ value: JSONValue, text: String? = nil) {
        facts.append(Fact(name: name, value: value, text: text))
    }

    mutating func add(_ name: String, _ value: Int) { add(name, .integer(value)) }

    /// Adds a table, unless it has no rows; a long one is cut.
    mutating func add(
        _ name: String, _ columns: [String], _ rows: [[JSONValue]], limit: Int = mostRows
    ) {
        guard !rows.isEmpty else { return }
        tables.append(
            Table(
                name: name, columns: columns, rows: Array(rows.prefix(limit)),
                omittedCount: max(0, rows.count - limit)))
    }

    mutating func refuse(_ refusal: Refusal) { self.refusal = Reason(refusal) }

    mutating func refuse(_ name: String, _ detail: String) {
        refusal = Reason(name: name, detail: detail)
    }
}

extension Inspection.Reason {
    init(_ refusal: Refusal) {
        self.init(name: refusal.reason, detail: refusal.detail)
    }

    var json: JSONValue { ["reason": .string(name), "detail": .string(detail)] }
}
