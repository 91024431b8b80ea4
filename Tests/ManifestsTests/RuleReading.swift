import Records
import Testing

@testable import Manifests

/// Reads a value of a type from YAML text.
enum RuleReading {
    /// The value, and what is wrong with it.
    static func read<Value>(
        _ type: ValueType<Value>, _ yaml: String
    ) throws -> (value: Value?, faults: [Fault]) {
        let document = YAMLDocument(Array("v: \(yaml)".utf8), file: "x")
        let node = try #require(document.root?["v"])
        var decoding = Decoding()
        let value = type.decode(node, "v", &decoding)
        return (value, decoding.faults)
    }

    /// The value after it was written as JSON and read again.
    static func roundTrip<Value>(_ type: ValueType<Value>, _ value: Value) throws -> Value? {
        try read(type, type.encode(value, .everything).serialized).value
    }
}
