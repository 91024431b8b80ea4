import Records

extension ParquetValue {
    /// A JSON value as a value of a column.
    ///
    /// - Throws: a `Fault` that names `column` where it cannot hold the value.
    init(
        _ json: JSONValue, as type: ParquetColumn.ValueType, in column: String
    ) throws(Fault) {
        switch (type, json) {
        case (_, .null): self = .null
        case (.bool, .bool(let value)): self = .bool(value)
        case (.int32, .number(let text)), (.int64, .number(let text)):
            guard let value = Int64(text) else { throw ParquetValue.mismatch(column, json) }
            self = .int(value)
        case (.double, .number(let text)):
            guard let value = Double(text), value.isFinite else {
                throw ParquetValue.mismatch(column, json)
            }
            self = .double(value)
        case (.string, .string(let text)): self = .text(text)
        case (.list(let element, _), .array(let elements)):
            var values: [ParquetValue] = []
            values.reserveCapacity(elements.count)
            for value in elements {
                values.append(try ParquetValue(value, as: element, in: column))
            }
            self = .list(values)
        case (.structure(let columns), .object):
            self = .object(
                names: columns.map(\.name),
                values: try ParquetValue.members(columns, of: json, in: "`\(column)`"))
        default: throw ParquetValue.mismatch(column, json)
        }
    }

    /// The members of a JSON object in the order of the columns.
    ///
    /// - Throws: a `Fault` where it is no object, has a member that is no column, or one twice.
    static func members(
        _ columns: [ParquetColumn], of json: JSONValue, in owner: String
    ) throws(Fault) -> [ParquetValue] {
        guard let members = json.objectValue else {
            throw Fault(.badInput, "\(owner) is no JSON object")
        }
        var values: [ParquetValue] = []
        values.reserveCapacity(columns.count)
        var found = 0
        for (place, column) in columns.enumerated() {
            // Most rows have their members in the order of the columns. Names are compared byte by
            // byte: Swift takes composed and decomposed characters for the same.
            let name = column.name.utf8
            let isNext = place < members.count && members[place].name.utf8.elementsEqual(name)
            let member =
                isNext ? members[place] : members.first { $0.name.utf8.elementsEqual(name) }
            if member != nil { found += 1 }
            values.append(
                try ParquetValue(member?.value ?? .null, as: column.type, in: column.name))
        }
        guard found == members.count else {
            let known = columns.map { Array($0.name.utf8) }
            let extra = members.first { !known.contains(Array($0.name.utf8)) } ?? members[0]
            throw Fault(
                .badInput, "\(owner) has a member `\(extra.name)` that is no column, or one twice")
        }
        return values
    }

    private static func mismatch(_ column: String, _ json: JSONValue) -> Fault {
        Fault(
            .badInput,
            "the column `\(column)` cannot hold \(String(json.serialized.prefix(60)))")
    }
}
