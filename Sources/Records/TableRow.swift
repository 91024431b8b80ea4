/// A record that is kept as a row of a table.
public protocol TableRow: Sendable {
    /// The row as a JSON object, members in the table's column order.
    var json: JSONValue { get }

    /// The row from its JSON object.
    ///
    /// - Throws: a `Fault` of code `badInput` that names the missing or mistyped column.
    init(json: JSONValue) throws(Fault)
}

extension JSONValue {
    /// A column that must be there, read by `read`.
    ///
    /// - Throws: a `Fault` that names the column and what it holds.
    public func column<Value>(
        _ name: String, _ read: (JSONValue) -> Value?
    ) throws(Fault) -> Value {
        guard let value = self[name] else {
            throw Fault(.badInput, "the column `\(name)` is missing")
        }
        guard let result = read(value) else {
            throw Fault(
                .badInput, "the column `\(name)` holds \(value.serialized), of another type")
        }
        return result
    }

    /// A column that may be missing or null, read by `read`.
    ///
    /// - Throws: a `Fault` that names the column and what it holds, where that is of another type.
    public func optionalColumn<Value>(
        _ name: String, _ read: (JSONValue) -> Value?
    ) throws(Fault) -> Value? {
        guard let value = self[name], value != .null else { return nil }
        return try column(name, read)
    }
}
