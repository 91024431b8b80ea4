public import Records

/// Writes JSON values as YAML in block style, two spaces a level.
public enum YAMLWriter {
    /// The text of a mapping, each line ended.
    public static func text(_ value: JSONValue) -> String {
        var lines: [String] = []
        append(value, indent: "", to: &lines)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func append(_ value: JSONValue, indent: String, to lines: inout [String]) {
        switch value {
        case .object(let members):
            for member in members {
                append(member.value, after: indent + scalar(member.name) + ":", indent, to: &lines)
            }
        case .array(let elements):
            for element in elements {
                // A mapping in a list starts on the line of its dash.
                var inner: [String] = []
                append(element, indent: indent + "  ", to: &inner)
                guard let first = inner.first else {
                    lines.append(indent + "- " + flow(element))
                    continue
                }
                lines.append(indent + "- " + first.dropFirst(indent.utf8.count + 2))
                lines += inner.dropFirst()
            }
        default: lines.append(indent + flow(value))
        }
    }

    private static func append(
        _ value: JSONValue, after start: String, _ indent: String, to lines: inout [String]
    ) {
        switch value {
        case .object(let members) where !members.isEmpty:
            lines.append(start)
            append(value, indent: indent + "  ", to: &lines)
        case .array(let elements) where elements.contains { $0.objectValue != nil }:
            lines.append(start)
            append(value, indent: indent + "  ", to: &lines)
        default: lines.append(start + " " + flow(value))
        }
    }

    /// The value on one line.
    private static func flow(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): scalar(text)
        case .array(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
        default: value.serialized
        }
    }

    /// A text without quotes where every reader of YAML takes it for a text, else in JSON's quotes.
    private static func scalar(_ text: String) -> String {
        let words: Set<String> = [
            "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
        ]
        let isLetter: (UInt8) -> Bool = { (97...122).contains($0 | 32) }
        let isPlain =
            text.utf8.first.map { isLetter($0) || $0 == 47 || $0 == 95 } ?? false
            && text.utf8.allSatisfy {
                isLetter($0) || (48...57).contains($0) || [45, 46, 47, 95].contains($0)
            }
        return isPlain && !words.contains(text.lowercased()) ? text : quoted(text)
    }

    /// A text in JSON's quotes, with what YAML takes for the end of a line, or does not read as it
    /// is, escaped as well.
    private static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in JSONValue.string(text).serialized.unicodeScalars {
            switch scalar.value {
            case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
