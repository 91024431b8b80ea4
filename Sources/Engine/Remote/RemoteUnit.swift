import Records
import Storage

/// A unit in the list of a task.
struct RemoteUnit: TableRow {
    var plan: UnitPlan
    var key: Digest
    private var isIdentified = true

    /// - Parameter isIdentified: whether its identity stands in its row.
    init(_ unit: UnitState, isIdentified: Bool) {
        plan = unit.plan
        key = unit.key
        self.isIdentified = isIdentified
    }

    init(json: JSONValue) throws(Fault) {
        guard let payload = json["payload"] else {
            throw Fault(.badInput, "the column `payload` is missing")
        }
        plan = UnitPlan(
            name: try json.column("name", \.stringValue), payload: payload,
            identity: json["identity"])
        key = try json.column("key") { $0.stringValue.flatMap { Digest(hex: $0) } }
    }

    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("name", .string(plan.name)), .init("key", .string(key.hex)),
            .init("payload", plan.payload),
        ]
        if isIdentified, let identity = plan.identity {
            members.append(.init("identity", identity))
        }
        return .object(members)
    }
}
