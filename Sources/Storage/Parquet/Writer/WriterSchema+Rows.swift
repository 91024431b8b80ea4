import Records

extension WriterSchema {
    /// A row has at most so many bytes: a page, which holds whole rows, has less than 2 GiB.
    static let rowByteLimit = 1 << 30

    /// How many bytes a row has.
    ///
    /// - Throws: a `Fault` that names the column whose value is not of its type.
    func byteCount(of row: [ParquetValue]) throws(Fault) -> Int {
        guard row.count == columns.count else {
            throw Fault(
                .badInput, "a row of \(row.count) values for \(columns.count) columns")
        }
        var count = 0
        for (value, column) in zip(row, columns) {
            count += try column.byteCount(of: value, in: column.name)
        }
        guard count <= WriterSchema.rowByteLimit else {
            throw Fault(
                .badInput,
                "a row of \(count) bytes; at most \(WriterSchema.rowByteLimit) can be written")
        }
        return count
    }

    /// Cuts a row up into the entries of its leaves.
    ///
    /// - Precondition: `byteCount(of:)` has accepted it.
    func append(_ row: [ParquetValue], to encoders: [ColumnEncoder]) {
        for (value, column) in zip(row, columns) {
            column.append(value, repetition: 0, to: encoders)
        }
    }
}

extension WriterNode {
    /// How many bytes a value has, with at least one for each entry.
    ///
    /// - Throws: a `Fault` that names `column` where the value is not of the node's type.
    fileprivate func byteCount(of value: ParquetValue, in column: String) throws(Fault) -> Int {
        if case .null = value {
            guard isNullable else { throw mismatch(column, "null where it must not be") }
            return leaves.count
        }
        switch (content, value) {
        case (.leaf(_, .bool), .bool): return 1
        case (.leaf(_, .int64), .int), (.leaf(_, .double), .double): return 8
        case (.leaf(_, .int32), .int(let number)):
            guard Int32(exactly: number) != nil else {
                throw mismatch(column, "\(number), which does not fit in 32 bits")
            }
            return 4
        case (.leaf(_, .binary), .bytes(let bytes)): return bytes.count + 4
        case (.leaf(_, .string), .string(let text)):
            guard UTF8Check.isValid(text) else { throw mismatch(column, "text that is not UTF-8") }
            return text.count + 4
        case (.leaf(_, .string), .text(let text)): return text.utf8.count + 4
        case (.list(let element, _), .list(let values)):
            var count = leaves.count
            for value in values { count += try element.byteCount(of: value, in: column) }
            return count
        case (.structure(let members), .object(let names, let values)):
            let isSame = names.elementsEqual(members) { $0.utf8.elementsEqual($1.name.utf8) }
            guard isSame && names.count == values.count else {
                throw mismatch(column, "members \(names), which are not those declared")
            }
            var count = 0
            for (node, value) in zip(members, values) {
                count += try node.byteCount(of: value, in: column)
            }
            return count
        default:
            throw mismatch(column, "a value of another type")
        }
    }

    private func mismatch(_ column: String, _ found: String) -> Fault {
        Fault(.badInput, "the column `\(column)` cannot hold \(found)")
    }

    /// Appends the entries of a value to the leaves below.
    ///
    /// - Parameter repetition: the level at which the value repeats another, or 0.
    func append(
        _ value: ParquetValue, repetition: UInt8, to encoders: [ColumnEncoder]
    ) {
        switch (content, value) {
        case (.leaf(let leaf, _), .bool(let value)):
            encoders[leaf].append(value, repetition: repetition)
        case (.leaf(let leaf, _), .int(let value)):
            encoders[leaf].append(value, repetition: repetition)
        case (.leaf(let leaf, _), .double(let value)):
            encoders[leaf].append(value, repetition: repetition)
        case (.leaf(let leaf, _), .string(let value)), (.leaf(let leaf, _), .bytes(let value)):
            encoders[leaf].append(value, repetition: repetition)
        case (.leaf(let leaf, _), .text(let value)):
            encoders[leaf].append(value, repetition: repetition)
        case (.list(let element, let level), .list(let values)):
            if values.isEmpty {
                appendAbsent(definition: present, repetition: repetition, to: encoders)
            }
            for (index, value) in values.enumerated() {
                element.append(value, repetition: index == 0 ? repetition : level, to: encoders)
            }
        case (.structure(let members), .object(_, let values)):
            for (node, value) in zip(members, values) {
                node.append(value, repetition: repetition, to: encoders)
            }
        default:
            appendAbsent(definition: absent, repetition: repetition, to: encoders)
        }
    }

    /// The definition level of what is there.
    private var present: UInt8 { absent + (isNullable ? 1 : 0) }

    private func appendAbsent(
        definition: UInt8, repetition: UInt8, to encoders: [ColumnEncoder]
    ) {
        for leaf in leaves {
            encoders[leaf].appendAbsent(definition: definition, repetition: repetition)
        }
    }
}
