import Records
import Testing

/// One result of another trainer's function.
struct OracleVector {
    let json: JSONValue

    var source: String { json["source"]?.stringValue ?? "" }
    var name: String { json["name"]?.stringValue ?? "" }
    var id: String { json["case"]?.stringValue ?? "" }
    var title: String { "\(source) \(name)" }

    func parameter(_ name: String) -> JSONValue? { json["params"]?[name] }
    func real(_ name: String) -> Double? { parameter(name)?.realValue }
    func text(_ name: String) -> String? { parameter(name)?.stringValue }
    func flag(_ name: String) -> Bool { parameter(name)?.boolValue ?? false }

    /// Records an issue unless `value` is `expected` within `tolerance` of the larger of it and 1.
    func expect(
        _ value: Double, _ expected: Double?, _ tolerance: Double, _ what: String
    ) {
        guard let expected else { return }
        if !(abs(value - expected) <= tolerance * max(1, abs(expected))) {
            Issue.record(
                "\(title) \(id) \(json["params"]?.serialized ?? "") \(what): \(value), not \(expected)"
            )
        }
    }
}

extension JSONValue {
    /// An array's numbers; NaN for null.
    var reals: [Double] { (arrayValue ?? []).map { $0.realValue ?? .nan } }
    /// The numbers of an array of arrays.
    var realRows: [[Double]] { (arrayValue ?? []).map(\.reals) }
}
