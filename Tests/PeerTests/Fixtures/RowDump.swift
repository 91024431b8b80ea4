import Records
import Storage

/// Rows as canonical JSON, as `scripts/peers/dump.py` writes those that peers read.
enum RowDump {
    /// A row: an array of its values.
    static func line(_ row: [ParquetValue]) -> String {
        var text = ""
        append(row, to: &text) { append($0, to: &$1) }
        return text
    }

    private static func append(_ value: ParquetValue, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .int(let value): text += "\(value)"
        case .uint(let value): text += "\(value)"
        case .float(let value): append(bits: UInt64(value.bitPattern), digits: 8, to: &text)
        case .double(let value): append(bits: value.bitPattern, digits: 16, to: &text)
        case .string(let value):
            append(quoted: String(decoding: value.bytes, as: UTF8.self), to: &text)
        case .bytes(let value):
            let digest = value.withSpan { SHA256.digest(of: $0).hex }
            text += #"{"bytes":"\#(digest)","count":\#(value.count)}"#
        case .decimal(let value), .text(let value):
            text += #"{"text":"\#(value)"}"#
        case .list(let values): append(values, to: &text) { append($0, to: &$1) }
        case .object(let names, let values):
            text += #"{"fields":"#
            append(Array(zip(names, values)), to: &text) { field, text in
                text += "["
                append(quoted: field.0, to: &text)
                text += ","
                append(field.1, to: &text)
                text += "]"
            }
            text += "}"
        case .invalidText(let value): text += "invalid text of \(value.count) bytes"
        case .tooLarge(let count): text += "too large: \(count)"
        }
    }

    private static func append<Element>(
        _ elements: [Element], to text: inout String, _ body: (Element, inout String) -> Void
    ) {
        text += "["
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            body(element, &text)
        }
        text += "]"
    }

    private static func append(bits: UInt64, digits: Int, to text: inout String) {
        let hexadecimal = String(bits, radix: 16)
        text += #"{"bits":""# + String(repeating: "0", count: digits - hexadecimal.count)
        text += hexadecimal + #""}"#
    }

    /// Escapes what Python's `json` escapes, in the same way.
    private static func append(quoted value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += #"\""#
            case "\\": text += #"\\"#
            case "\n": text += #"\n"#
            case "\r": text += #"\r"#
            case "\t": text += #"\t"#
            case "\u{8}": text += #"\b"#
            case "\u{C}": text += #"\f"#
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
