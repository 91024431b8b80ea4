import Records

/// A refused row as a unit writes it.
struct UnitReject: TableRow, Equatable {
    /// Which of the unit's rows it is; nothing for a file as a whole.
    var ordinal: Int?
    /// What `rejects` will say; of a row, all but where it stands.
    var reject: Reject

    init(ordinal: Int?, reject: Reject) {
        self.ordinal = ordinal
        self.reject = reject
    }

    var json: JSONValue {
        ["row": ordinal.map { .integer($0) } ?? .null, "reject": reject.json]
    }

    init(json: JSONValue) throws(Fault) {
        ordinal = json["row"]?.integerValue
        reject = try Reject(json: try json.column("reject") { $0 })
    }
}
