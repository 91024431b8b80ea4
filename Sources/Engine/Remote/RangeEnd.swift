import Records
import Storage

/// What the worker of a range says at its end: which of its units failed, and why. Receipts tell of the
/// others.
struct RangeEnd: Sendable, Hashable {
    /// What ended a unit's last attempt.
    struct Failure: Sendable, Hashable, TableRow {
        var unit: String
        var fault: Fault

        init(unit: String, fault: Fault) {
            self.unit = unit
            self.fault = fault
        }

        static func == (one: Failure, other: Failure) -> Bool {
            one.unit == other.unit && one.fault == other.fault
        }

        func hash(into hasher: inout Hasher) { hasher.combine(unit) }

        init(json: JSONValue) throws(Fault) {
            unit = try json.column("unit", \.stringValue)
            let code = try json.column("code") {
                $0.stringValue.flatMap { Fault.Code(rawValue: $0) }
            }
            fault = Fault(
                code, try json.column("message", \.stringValue),
                remedy: try json.optionalColumn("remedy", \.stringValue),
                cause: try json.optionalColumn("cause", \.stringValue))
            if let file = try json.optionalColumn("file", \.stringValue) {
                fault.location = SourceLocation(
                    file: file, line: try json.column("line", \.integerValue),
                    column: try json.column("column", \.integerValue))
            }
        }

        var json: JSONValue {
            var members: [JSONValue.Member] = [
                .init("unit", .string(unit)), .init("code", .string(fault.code.rawValue)),
                .init("message", .string(fault.message)),
                .init("remedy", fault.remedy.map { .string($0) } ?? .null),
                .init("cause", fault.cause.map { .string($0) } ?? .null),
            ]
            if let location = fault.location {
                members += [
                    .init("file", .string(location.file)),
                    .init("line", .integer(location.line)),
                    .init("column", .integer(location.column)),
                ]
            }
            return .object(members)
        }
    }

    var failures: [Failure]

    /// Writes it, whole or not at all.
    func write(_ task: RemoteTask, range: Int) throws(Fault) {
        var bytes: [UInt8] = []
        for failure in failures {
            failure.json.append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        try FileSystem.write(bytes, to: "\(task.endsFolder)/\(range)")
    }

    init(failures: [Failure]) { self.failures = failures }

    /// What a range's worker said; nothing if it did not come to its end.
    init?(_ task: RemoteTask, range: Int) throws(Fault) {
        let path = "\(task.endsFolder)/\(range)"
        guard try FileSystem.status(path) != nil else { return nil }
        failures = try TableReader.read(Failure.self, from: path)
    }
}
