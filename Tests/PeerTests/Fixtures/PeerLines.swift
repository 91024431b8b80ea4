import Records
import Storage

/// What a script of peers printed: lines of JSON, each a list of a kind, a name and a value.
struct PeerLines {
    private let lines: [JSONValue]

    init(_ output: String) throws {
        lines = try output.utf8.split(separator: UInt8(ascii: "\n")).map {
            try JSONReader.parse(Array($0), file: "a peer's output")
        }
    }

    /// The names and values of the lines of a kind.
    subscript(kind: String) -> [(name: String, value: JSONValue)] {
        lines.compactMap { line in
            guard let parts = line.arrayValue, parts.count == 3, parts[0].stringValue == kind,
                let name = parts[1].stringValue
            else { return nil }
            return (name, parts[2])
        }
    }
}
