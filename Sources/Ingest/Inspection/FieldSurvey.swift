import Records
import Storage

/// The fields that were seen in rows, in the order in which they first came, and of which types.
struct FieldSurvey {
    /// What was seen of a field.
    struct Field {
        /// Its name.
        let name: String
        /// The types of its values, each once.
        var types: [String] = []
        /// In how many rows it stood.
        var count = 0
        /// The bytes of its longest text.
        var longest = 0
        /// Its first few values that are plain: texts and whole numbers, of lists the first ones.
        var examples: [String] = []

        /// Whether it holds pictures' bytes.
        var isPicture: Bool { types.contains { $0 == "picture" || $0 == "list<picture>" } }
    }

    /// The fields.
    private(set) var fields: [Field] = []
    /// How many rows were looked at.
    private(set) var rowCount = 0
    private var places: [[UInt8]: Int] = [:]

    /// The most fields that are told apart.
    private static let mostFields = 1000
    private static let mostExamples = 8

    /// Takes a row in.
    mutating func add(_ record: SourceRecord) {
        rowCount += 1
        for member in record.added { add(member.name, member.value, record) }
        switch record.value {
        case .object(let members):
            for member in members { add(member.name, member.value, record) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { add("\(index)", element, record) }
        default: break
        }
    }

    private mutating func add(_ name: String, _ value: JSONValue, _ record: SourceRecord) {
        let key = Array(name.utf8)
        let place = places[key] ?? fields.count
        if place == fields.count {
            guard place < FieldSurvey.mostFields else { return }
            places[key] = place
            fields.append(Field(name: name))
        }
        let type = FieldSurvey.type(of: value, at: [name], record)
        if !fields[place].types.contains(type) { fields[place].types.append(type) }
        fields[place].count += 1
        if let text = value.stringValue {
            fields[place].longest = max(fields[place].longest, text.utf8.count)
        }
        let plain = value.arrayValue?.first ?? value
        if fields[place].examples.count < FieldSurvey.mostExamples,
            let example = plain.stringValue ?? plain.integerValue.map(String.init)
        {
            fields[place].examples.append(example)
        }
    }

    private static func type(
        of value: JSONValue, at path: [String], _ record: SourceRecord
    ) -> String {
        if record.bytes(at: path) != nil || record.bytes(at: path + ["bytes"]) != nil {
            return "picture"
        }
        switch value {
        case .null: return "null"
        case .bool: return "bool"
        case .number(let digits): return Int(digits) == nil ? "number" : "integer"
        case .string(let text): return isPicture(text) ? "picture" : "text"
        case .array(let elements):
            guard let first = elements.first else { return "list" }
            return "list<\(type(of: first, at: path + ["0"], record))>"
        case .object: return "object"
        }
    }

    /// Whether a text holds a picture's bytes, by its beginning.
    private static func isPicture(_ text: String) -> Bool {
        do throws(Refusal) {
            return try InlinePicture.bytes(
                in: String(decoding: text.utf8.prefix(512), as: UTF8.self))
                != nil
        } catch {
            return true
        }
    }

    /// The table of the fields.
    var table: (columns: [String], rows: [[JSONValue]]) {
        (
            ["name", "types", "in_rows", "longest_bytes"],
            fields.map { field in
                [
                    .string(field.name), .array(field.types.map { .string($0) }),
                    .integer(field.count), field.longest > 0 ? .integer(field.longest) : .null,
                ]
            }
        )
    }
}
