import Manifests
import Records

extension SourceRecord {
    /// The text at a path: a string as it is, a number or a truth value as the source wrote it;
    /// nothing where there is none.
    func text(at path: FieldPath) throws(Refusal) -> String? {
        guard let value = value(at: path.steps) else { return nil }
        guard let text = try SourceRecord.text(of: value, in: path) else {
            throw Refusal(
                .wrongType, "`\(path)` holds \(SourceRecord.kind(of: value)), not a text")
        }
        return text
    }

    /// The text of a column.
    func text(of column: MappedColumn) throws(Refusal) -> String? {
        if let text = plainText(of: column) { return text }
        return try text(of: column.rule)
    }

    /// The text that a rule makes.
    func text(of rule: ColumnRule) throws(Refusal) -> String? {
        switch rule {
        case .constant(let text): return text
        case .field(let path): return try text(at: path)
        case .template(let template): return try text(of: template)
        case .lookup(let lookup):
            let key = try text(of: lookup.key)
            let found = lookup.values.first { $0.text.utf8.elementsEqual(key.utf8) }
            guard let template = found?.template ?? lookup.otherwise else {
                throw Refusal(
                    .missingField,
                    "`\(lookup.key)` is `\(Refusal.clipped(key, to: 100))`, for which no value is "
                        + "given")
            }
            return try text(of: template)
        }
    }

    private func text(of template: ColumnTemplate) throws(Refusal) -> String {
        var result = ""
        for part in template.parts {
            switch part {
            case .text(let text): result += text
            case .field(let path):
                guard let text = try text(at: path) else {
                    throw Refusal(.missingField, "there is no field `\(path)`; \(inventory)")
                }
                result += text
            }
        }
        return result
    }

    /// The answer of a column: a text, or what the rules make of another value.
    func answer(
        of column: MappedColumn, by renderer: AnswerRenderer
    ) throws(Refusal) -> String? {
        if let text = plainText(of: column) { return text }
        guard case .field(let path) = column.rule else { return try text(of: column.rule) }
        return try value(at: path.steps).flatMap { value throws(Refusal) in
            try renderer.text(of: value)
        }
    }

    /// The texts of a column: of an array's elements, or a single text; nothing where there is none.
    func texts(of column: MappedColumn) throws(Refusal) -> [String]? {
        guard case .field(let path) = column.rule, let value = value(at: path.steps),
            case .array(let elements) = value
        else { return try text(of: column).map { [$0] } }
        var result: [String] = []
        for element in elements {
            guard let text = try SourceRecord.text(of: element, in: path) else {
                throw Refusal(
                    .wrongType,
                    "`\(path)` holds a list with \(SourceRecord.kind(of: element)) in it")
            }
            result.append(text)
        }
        return result
    }

    /// The choices of a column, blank ones left out: a list of texts, a single text, or an object whose
    /// names are the letters from A on, as in `{"A": "red", "B": "blue"}`. Letters at the end may have
    /// no text.
    func choices(of column: MappedColumn) throws(Refusal) -> [String] {
        guard case .field(let path) = column.rule, let value = value(at: path.steps),
            case .object(let members) = value
        else { return try (texts(of: column) ?? []).filter { !SourceRecord.isBlank($0) } }
        var texts: [String] = []
        var hasEnded = false
        for index in members.indices {
            let letter = UInt8(ascii: "A") + UInt8(clamping: index)
            let member = members.first { member in
                member.name.utf8.count == 1 && (member.name.utf8.first ?? 0) & 0xDF == letter
            }
            guard index < 26, let member else {
                let names = members.map(\.name).joined(separator: "`, `")
                throw Refusal(
                    .wrongType,
                    "`\(path)` holds an object of `\(Refusal.clipped(names, to: 100))`; expected a "
                        + "list of texts, or an object of the letters `A`, `B` and so on")
            }
            let text = try SourceRecord.text(of: member.value, in: path)
            guard let text, !SourceRecord.isBlank(text) else {
                guard member.value == .null || text != nil else {
                    throw Refusal(
                        .wrongType,
                        "`\(path)` holds \(SourceRecord.kind(of: member.value)) as "
                            + "`\(member.name)`, not a text")
                }
                hasEnded = true
                continue
            }
            guard !hasEnded else {
                throw Refusal(
                    .wrongType, "`\(path)` has a text as `\(member.name)`, and none before it")
            }
            texts.append(text)
        }
        return texts
    }

    /// Whether a text is nothing but blanks.
    static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 <= 0x20 } }

    private static func text(of value: JSONValue, in path: FieldPath) throws(Refusal) -> String? {
        switch value {
        case .string(let text):
            guard !ByteMatch.hasNUL(text) else {
                throw Refusal(.controlCharacter, "`\(path)` holds a NUL character")
            }
            return text
        case .number(let text):
            guard Double(text)?.isFinite == true else {
                throw Refusal(
                    .infiniteNumber, "`\(path)` holds `\(text)`, more than a number can be")
            }
            return text
        case .bool(let value): return value ? "true" : "false"
        case .null, .array, .object: return nil
        }
    }

    private static func kind(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "a truth value"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
