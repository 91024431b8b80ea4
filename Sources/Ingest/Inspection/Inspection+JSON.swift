public import Records

extension Inspection {
    /// The facts as one object.
    public var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("format", 1), .init("path", .string(path)), .init("kind", .string(kind)),
        ]
        members += facts.map { .init($0.name, $0.value) }
        for table in tables {
            members.append(.init(table.name, table.json))
            if table.omittedCount > 0 {
                members.append(.init("\(table.name)_omitted", .integer(table.omittedCount)))
            }
        }
        if !firstRows.isEmpty {
            members.append(.init("first_rows", .array(firstRows.map(\.json))))
        }
        if !remarks.isEmpty {
            members.append(.init("remarks", .array(remarks.map { .string($0) })))
        }
        if let dataset { members.append(.init("dataset", .string(dataset))) }
        if let refusal { members.append(.init("refusal", refusal.json)) }
        return .object(members)
    }
}

extension Inspection.Table {
    var json: JSONValue {
        .array(
            rows.map { row in
                .object(zip(columns, row).map { JSONValue.Member($0, $1) })
            })
    }
}

extension Inspection.Row {
    var json: JSONValue {
        var members: [JSONValue.Member] = [.init("row", .integer(number))]
        if line > 0 { members.append(.init("line", .integer(line))) }
        if let refusal {
            members.append(.init("refusal", refusal.json))
        } else {
            let fields = fields.map { JSONValue.Member($0.name, .string($0.text)) }
            members.append(.init("fields", .object(fields)))
        }
        return .object(members)
    }
}
