import Images
import Records
import Storage

/// The values of a row as people read them: clipped, pictures told and not shown.
struct CellText {
    private let record: SourceRecord
    private var text = ""

    /// The most Unicode scalars of a value's text.
    private static let mostScalars = 160
    /// The most elements of a list, or members of an object, that are shown.
    private static let mostElements = 8
    /// The most fields of a row that are shown.
    private static let mostFields = 40
    /// An encoded picture of more bytes is not decoded to tell its size.
    private static let mostEncodedBytes = 8 << 20

    private init(_ record: SourceRecord) { self.record = record }

    /// The fields of a row and their texts; what was added to it comes first.
    static func fields(of record: SourceRecord) -> [(name: String, text: String)] {
        var fields: [(name: String, value: JSONValue)] = record.added.map { ($0.name, $0.value) }
        switch record.value {
        case .object(let members): fields += members.map { ($0.name, $0.value) }
        case .array(let elements): fields += elements.enumerated().map { ("\($0)", $1) }
        default: break
        }
        var result = fields.prefix(mostFields).map { field in
            var cell = CellText(record)
            cell.append(field.value, at: [field.name], isQuoted: false)
            return (name: field.name, text: Refusal.clipped(cell.text, to: mostScalars))
        }
        if fields.count > mostFields {
            result.append(("…", "\(fields.count - mostFields) more fields"))
        }
        return result
    }

    /// Some bytes, as `<png 250x251, 19830 bytes>` where they are a picture.
    static func text(of bytes: ByteSlice) -> String {
        bytes.withSpan { span in
            do throws(ImageFault) {
                let facts = try PictureFacts(span)
                return "<\(facts.format.rawValue) \(facts.width)x\(facts.height), "
                    + "\(bytes.count) bytes>"
            } catch {
                let isOther = error.reason == ImageFault.notAnImage || bytes.count == 0
                return "<\(bytes.count) bytes\(isOther ? "" : ", \(error.reason)")>"
            }
        }
    }

    private var isFull: Bool { text.utf8.count > 4 * CellText.mostScalars }

    private mutating func append(_ value: JSONValue, at path: [String], isQuoted: Bool) {
        if let bytes = record.bytes(at: path) {
            text += CellText.text(of: bytes)
            if let name = value.stringValue { text += " " + CellText.clipped(name) }
            return
        }
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += CellText.clipped(digits)
        case .string(let string):
            let shown = CellText.picture(in: string) ?? CellText.clipped(string)
            text += isQuoted ? "\"\(shown)\"" : shown
        case .array(let elements):
            text += "["
            for (index, element) in elements.prefix(CellText.mostElements).enumerated() {
                guard !isFull else { break }
                if index > 0 { text += ", " }
                append(element, at: path + ["\(index)"], isQuoted: true)
            }
            let rest = elements.count - CellText.mostElements
            text += rest > 0 ? ", and \(rest) more]" : "]"
        case .object(let members): append(members, at: path)
        }
    }

    private mutating func append(_ members: [JSONValue.Member], at path: [String]) {
        // A picture as `datasets` keeps it.
        if let bytes = record.bytes(at: path + ["bytes"]) {
            text += CellText.text(of: bytes)
            if let name = members.first(where: { $0.name == "path" })?.value.stringValue {
                text += " " + CellText.clipped(name)
            }
            return
        }
        text += "{"
        for (index, member) in members.prefix(CellText.mostElements).enumerated() {
            guard !isFull else { break }
            text += (index > 0 ? ", " : "") + CellText.clipped(member.name) + ": "
            append(member.value, at: path + [member.name], isQuoted: true)
        }
        let rest = members.count - CellText.mostElements
        text += rest > 0 ? ", and \(rest) more}" : "}"
    }

    /// What a text tells that holds a picture's bytes; nothing where it holds none.
    private static func picture(in string: String) -> String? {
        guard string.utf8.count <= mostEncodedBytes else { return nil }
        do throws(Refusal) {
            return try InlinePicture.bytes(in: string).map { text(of: $0) }
        } catch {
            return nil
        }
    }

    private static func clipped(_ text: String) -> String {
        Refusal.clipped(text, to: mostScalars)
    }
}
