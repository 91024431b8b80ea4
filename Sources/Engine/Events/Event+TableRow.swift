public import Records

extension Event: TableRow {
    /// The event as an object; members that do not apply are left out.
    public var json: JSONValue {
        var members: [JSONValue.Member] = [.init("event", .string(kind.rawValue))]
        if kind == .runStarted {
            members.append(.init("format", .integer(Event.format)))
            members.append(.init("minor", .integer(Event.minorVersion)))
        }
        members.append(.init("time", .string(time.description)))
        if let stage { members.append(.init("stage", .string(stage))) }
        if let unit { members.append(.init("unit", .string(unit))) }
        if let key { members.append(.init("key", .string(key.hex))) }
        if let unitCount { members.append(.init("units", .integer(unitCount))) }
        if let cachedCount { members.append(.init("cached", .integer(cachedCount))) }
        if let attempt { members.append(.init("attempt", .integer(attempt))) }
        if let progress { members.append(.init("progress", progress.json)) }
        if let accounting { members.append(.init("counts", accounting.json)) }
        if let cost { members.append(.init("cost", cost.json)) }
        if let folder { members.append(.init("folder", .string(folder))) }
        if let code { members.append(.init("code", .string(code.rawValue))) }
        if let message { members.append(.init("message", .string(message))) }
        if let remedy { members.append(.init("remedy", .string(remedy))) }
        if let session { members.append(.init("session", session.json)) }
        return .object(members)
    }

    /// An event from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            try json.column("event") { $0.stringValue.flatMap { Kind(rawValue: $0) } },
            stage: json["stage"]?.stringValue, unit: json["unit"]?.stringValue,
            key: json["key"]?.stringValue.flatMap { Digest(hex: $0) })
        time = try json.column("time") { $0.stringValue.flatMap { Timestamp($0) } }
        unitCount = json["units"]?.integerValue
        cachedCount = json["cached"]?.integerValue
        attempt = json["attempt"]?.integerValue
        if let value = json["progress"] { progress = try UnitProgress(json: value) }
        if let value = json["counts"] { accounting = try Accounting(json: value) }
        if let value = json["cost"] { cost = try Cost(json: value) }
        folder = json["folder"]?.stringValue
        code = json["code"]?.stringValue.flatMap { Fault.Code(rawValue: $0) }
        message = json["message"]?.stringValue
        remedy = json["remedy"]?.stringValue
        if let value = json["session"] { session = try Session(json: value) }
    }
}

extension UnitProgress: TableRow {
    /// The progress as an object.
    public var json: JSONValue {
        .object([
            .init("done", .integer(done)),
            .init("total", total.map { .integer($0) } ?? .null),
            .init("what", .string(what)),
            .init("metrics", .object(metrics.map { .init($0.name, .real($0.value)) })),
        ])
    }

    /// Progress from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            done: try json.column("done", \.integerValue), total: json["total"]?.integerValue,
            what: try json.column("what", \.stringValue),
            metrics: try json.column("metrics", \.objectValue).compactMap { member in
                member.value.realValue.map { Metric(member.name, $0) }
            })
    }
}
