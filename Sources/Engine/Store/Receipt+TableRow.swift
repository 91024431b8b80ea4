public import Records
import Storage

extension Receipt {
    /// The receipt's file name in its folder.
    public static let fileName = "receipt.json"
    /// The version of the receipt's format.
    static let format = 2
}

extension Receipt: TableRow {
    /// The receipt as an object.
    public var json: JSONValue {
        .object([
            .init("format", .integer(Receipt.format)),
            .init("key", .string(key.hex)),
            .init("kind", .string(kind)),
            .init("version", .integer(version)),
            .init("stage", .string(stage)),
            .init("unit", unit.map { .string($0) } ?? .null),
            .init("seed", seed.map { .integer($0) } ?? .null),
            .init("inputs", .array(inputs.map(\.json))),
            .init("accounting", accounting.json),
            .init("units", .integer(unitCount)),
            .init("details", details),
            .init("notices", .array(notices.map { .string($0) })),
            .init("cost", cost.json),
            .init("started", .string(started.description)),
            .init("host", .string(host)),
            .init("software", .object(software)),
            .init("durable", .bool(isDurable)),
            .init("boot", .string(bootIdentifier)),
            .init("files", .array(files.indices.map(fileJSON))),
        ])
    }

    /// A receipt from its object.
    public init(json: JSONValue) throws(Fault) {
        let format = try json.column("format", \.integerValue)
        guard format == Receipt.format else {
            throw Fault(.badInput, "the receipt has format \(format), not \(Receipt.format)")
        }
        self.init(
            key: try json.column("key") { $0.stringValue.flatMap { Digest(hex: $0) } },
            kind: try json.column("kind", \.stringValue),
            version: try json.column("version", \.integerValue),
            stage: try json.column("stage", \.stringValue),
            unit: json["unit"]?.stringValue,
            seed: json["seed"].flatMap {
                if case .number(let text) = $0 { UInt64(text) } else { nil }
            })
        for input in try json.column("inputs", \.arrayValue) {
            inputs.append(try Input(json: input))
        }
        accounting = try Accounting(json: try json.column("accounting") { $0 })
        unitCount = try json.column("units", \.integerValue)
        details = try json.column("details") { $0 }
        notices = try json.column("notices", \.strings)
        cost = try Cost(json: try json.column("cost") { $0 })
        started = try json.column("started") { $0.stringValue.flatMap { Timestamp($0) } }
        host = try json.column("host", \.stringValue)
        software = try json.column("software", \.objectValue)
        isDurable = try json.column("durable", \.boolValue)
        bootIdentifier = try json.column("boot", \.stringValue)
        for file in try json.column("files", \.arrayValue) {
            files.append(try File(json: file))
            if let modified = file["modified"]?.integerValue,
                case .number(let inode) = file["inode"], let inode = UInt64(inode)
            {
                witnesses.append(FileWitness(modified: modified, inode: inode))
            }
        }
        if witnesses.count != files.count { witnesses = [] }
    }

    private func fileJSON(_ index: Int) -> JSONValue {
        guard !witnesses.isEmpty, case .object(let members) = files[index].json else {
            return files[index].json
        }
        let witness = witnesses[index]
        return .object(
            members + [
                .init("modified", .integer(witness.modified)),
                .init("inode", .integer(witness.inode)),
            ])
    }
}

extension Receipt.Input: TableRow {
    /// The input as an object.
    public var json: JSONValue {
        .object([
            .init("field", .string(field)),
            .init("stage", .string(stage)),
            .init("key", .string(key.hex)),
        ])
    }

    /// An input from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            field: try json.column("field", \.stringValue),
            stage: try json.column("stage", \.stringValue),
            key: try json.column("key") { $0.stringValue.flatMap { Digest(hex: $0) } })
    }
}

extension Receipt.File: TableRow {
    /// The file as an object.
    public var json: JSONValue {
        .object([
            .init("path", .string(path)),
            .init("bytes", .integer(byteCount)),
            .init("sha256", .string(digest.hex)),
        ])
    }

    /// A file from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            path: try json.column("path", \.stringValue),
            byteCount: try json.column("bytes", \.integerValue),
            digest: try json.column("sha256") { $0.stringValue.flatMap { Digest(hex: $0) } })
    }
}
