import Manifests
import Records
import Storage

/// The fields of a row.
struct SourceRecord {
    /// The row: an object, or an array for rows without names. A CSV row is an object of strings.
    var value: JSONValue
    /// The row with its JSON text, where it has one.
    var row: JSONRow?
    /// Fields that the source does not have: made of others, or telling where the row stands. They
    /// come before the row's own, and are not kept as extra.
    var added: [JSONValue.Member] = []
    /// Its values that are bytes.
    var binaries: [BinaryField] = []

    /// The bytes at a path, or nothing.
    func bytes(at path: [String]) -> ByteSlice? { binaries.first { $0.path == path }?.bytes }

    /// The value at a path; nothing where it does not lead anywhere, or to `null`.
    func value(at path: [String]) -> JSONValue? {
        // Most columns are a field of the row.
        if path.count == 1, added.isEmpty, case .object = value {
            guard let found = value[path[0]] else { return nil }
            if case .null = found { return nil }
            return found
        }
        var value = value
        var path = path[...]
        if !added.isEmpty, let first = path.first,
            let field = added.last(where: { $0.name == first })
        {
            value = field.value
            path.removeFirst()
        }
        for step in path {
            switch value {
            case .object:
                guard let member = value[step] else { return nil }
                value = member
            case .array(let elements):
                guard let element = SourceRecord.element(step, of: elements) else { return nil }
                value = element
            default: return nil
            }
        }
        if case .null = value { return nil }
        return value
    }

    /// Whether a path leads to a value, `null` included. A path that ends early at a `null` may: what
    /// would lie there is not known.
    func has(_ path: [String]) -> Bool {
        if let first = path.first, added.contains(where: { $0.name == first }) { return true }
        var value = value
        for step in path {
            switch value {
            case .object:
                guard let member = value[step] else { return false }
                value = member
            case .array(let elements):
                guard let element = SourceRecord.element(step, of: elements) else { return false }
                value = element
            case .null: return true
            default: return false
            }
        }
        return true
    }

    /// The element of a list at a position, or the first that a selector takes.
    private static func element(_ step: String, of elements: [JSONValue]) -> JSONValue? {
        if let index = Int(step) {
            return elements.indices.contains(index) ? elements[index] : nil
        }
        guard let selector = FieldSelector(step) else { return nil }
        return elements.first { selector.selects($0) }
    }

    /// The row as one object, with what was added to it in front; as it is if nothing was.
    var whole: JSONValue {
        guard !added.isEmpty else { return value }
        switch value {
        case .object(let members): return .object(added + members)
        case .array(let elements):
            return .object(
                added + elements.enumerated().map { JSONValue.Member("\($0.offset)", $0.element) })
        default: return .object(added)
        }
    }

    /// The names of the row's fields; of a row without names, their positions.
    var names: [String] {
        switch value {
        case .object(let members): members.map(\.name)
        case .array(let elements): elements.indices.map(String.init)
        default: []
        }
    }

    /// The fields that are not in `mapped`, with their JSON text byte for byte. Rows without names
    /// have positions for names.
    func extra(besides mapped: [String]) -> [Question.ExtraField] {
        if let row { return row.fields(besides: mapped) }
        let fields: [(name: String, value: JSONValue)]
        switch value {
        case .object(let members): fields = members.map { ($0.name, $0.value) }
        case .array(let elements): fields = elements.enumerated().map { ("\($0)", $1) }
        default: return []
        }
        return fields.filter { !mapped.contains(bytesOf: $0.name) }
            .map { .init(name: $0.name, json: $0.value.serialized) }
    }
}
