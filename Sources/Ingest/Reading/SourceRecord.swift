import Manifests
import Records
import Storage

/// The fields of a row.
struct SourceRecord {
    private let content: Content
    /// Fields that the source does not have: made of others, or telling where the row stands. They
    /// come before the row's own, and are not kept as extra.
    var added: [JSONValue.Member]
    /// Its values that are bytes.
    var binaries: [BinaryField]

    private enum Content {
        case row(JSONRow)
        case value(JSONValue)
    }

    /// A row of JSON text.
    init(row: JSONRow, added: [JSONValue.Member] = []) {
        content = .row(row)
        self.added = added
        binaries = []
    }

    /// A row of another format. A CSV row is an object of strings.
    init(value: JSONValue, binaries: [BinaryField] = []) {
        content = .value(value)
        added = []
        self.binaries = binaries
    }

    /// The row: an object, or an array for rows without names. A row of JSON text is made a tree of
    /// each time.
    var value: JSONValue {
        switch content {
        case .row(let row): row.value
        case .value(let value): value
        }
    }

    /// Whether it has a JSON text of its own.
    var isJSONText: Bool { if case .row = content { true } else { false } }

    /// The bytes at a path, or nothing.
    func bytes(at path: [String]) -> ByteSlice? { binaries.first { $0.path == path }?.bytes }

    /// The value at a path; nothing where it does not lead anywhere, or to `null`.
    func value(at path: [String]) -> JSONValue? {
        guard case .value(let value) = part(at: path) else { return nil }
        if case .null = value { return nil }
        return value
    }

    /// The text of a column that is no more than a field of the row, where that is a text without
    /// control characters; where there is nothing, the column's rule has the last word.
    ///
    /// - Parameter takesElement: whether the text may also be the only element of a list.
    func plainText(of column: MappedColumn, orOnlyElement takesElement: Bool = false) -> String? {
        guard let field = column.field, added.isEmpty, binaries.isEmpty,
            case .row(let row) = content
        else { return nil }
        return row.plainText(of: field, orOnlyElement: takesElement)
    }

    /// Whether a path leads to a value, `null` included. A path that ends early at a `null` may: what
    /// would lie there is not known.
    func has(_ path: [String]) -> Bool {
        if let first = path.first, added.contains(where: { $0.name == first }) { return true }
        if binaries.contains(where: { $0.path.starts(with: path) }) { return true }
        if case .nowhere = part(at: path) { return false }
        return true
    }

    /// What a path leads to; never a list before a step.
    private func part(at path: [String]) -> JSONRowPart {
        if !added.isEmpty, let first = path.first,
            let field = added.last(where: { $0.name == first })
        {
            return SourceRecord.part(at: path.dropFirst(), of: field.value)
        }
        switch content {
        case .value(let value): return SourceRecord.part(at: path[...], of: value)
        case .row(let row):
            let part = row.part(at: path)
            // A selector looks into the elements.
            guard case .list(let list, let step) = part else { return part }
            return SourceRecord.part(at: path[step...], of: list)
        }
    }

    private static func part(at path: ArraySlice<String>, of value: JSONValue) -> JSONRowPart {
        var value = value
        for step in path {
            switch value {
            case .object:
                guard let member = value[step] else { return .nowhere }
                value = member
            case .array(let elements):
                guard let element = SourceRecord.element(step, of: elements) else {
                    return .nowhere
                }
                value = element
            case .null: return .afterNull
            default: return .nowhere
            }
        }
        return .value(value)
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
        switch content {
        case .row(let row): row.names
        case .value(.object(let members)): members.map(\.name)
        case .value(.array(let elements)): elements.indices.map(String.init)
        case .value: []
        }
    }

    /// The names of all that can be read of the row: its own fields, those that were added to it, and
    /// those that are bytes.
    var allNames: [String] {
        var result = names
        for name in added.map(\.name) + binaries.compactMap(\.path.first)
        where !result.contains(name) { result.append(name) }
        return result
    }

    /// What the row has, for people who look for something else: `it has: id, kind, img`.
    var inventory: String {
        let names = allNames
        let listed = Refusal.clipped(names.joined(separator: ", "), to: 150)
        if case .value(.array) = content { return "it is a list of \(self.names.count)" }
        if case .row = content, case .array(let elements) = value {
            return "it is a list of \(elements.count)"
        }
        return names.isEmpty ? "it has no fields" : "it has: \(listed)"
    }

    /// The fields that are not in `mapped`, with their JSON text byte for byte. Rows without names
    /// have positions for names.
    func extra(besides mapped: JSONNames) -> [Question.ExtraField] {
        let fields: [(name: String, value: JSONValue)]
        switch content {
        case .row(let row): return row.fields(besides: mapped)
        case .value(.object(let members)): fields = members.map { ($0.name, $0.value) }
        case .value(.array(let elements)): fields = elements.enumerated().map { ("\($0)", $1) }
        case .value: return []
        }
        return fields.filter { !mapped.contains($0.name) }
            .map { .init(name: $0.name, json: $0.value.serialized) }
    }
}
