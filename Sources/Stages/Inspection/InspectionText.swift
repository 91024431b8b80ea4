import Engine
import Ingest
import Records

/// An inspection as lines of text. Every text of the file passes through `printable`.
struct InspectionText {
    private(set) var text = ""

    init(_ inspection: Inspection) {
        text = "\(InspectionText.printable(inspection.path)): \(inspection.kind)\n"
        add(inspection.facts)
        for table in inspection.tables { add(table) }
        add(inspection.firstRows)
        if !inspection.remarks.isEmpty { text += "\n" }
        for remark in inspection.remarks {
            text += "note: \(InspectionText.printable(remark))\n"
        }
        if let dataset = inspection.dataset {
            text += "\na data set of it could begin with\n"
            for line in dataset.split(separator: "\n") { text += "  \(line)\n" }
        }
    }

    private mutating func add(_ facts: [Inspection.Fact]) {
        // How sure a count is, its own text says.
        let facts = facts.filter { $0.name != "rows_estimated" }
        let names = facts.map { InspectionText.label($0.name) }
        let width = names.map(\.count).max() ?? 0
        for (name, fact) in zip(names, facts) {
            let space = String(repeating: " ", count: width - name.count)
            let value = fact.text ?? InspectionText.value(fact.value, of: fact.name)
            text += "  \(name)\(space)  \(InspectionText.printable(value))\n"
        }
    }

    private mutating func add(_ table: Inspection.Table) {
        text += "\n\(InspectionText.label(table.name))\n"
        var layout = TextTable(
            table.columns.indices.map { index in
                let isNumber = table.rows.contains { row in
                    if case .number = row[index] { true } else { false }
                }
                return (InspectionText.label(table.columns[index]), isNumber ? .right : .left)
            })
        for row in table.rows {
            layout.append(
                zip(table.columns, row).map { column, value in
                    InspectionText.printable(InspectionText.value(value, of: column))
                })
        }
        for line in layout.text.split(separator: "\n") { text += "  \(line)\n" }
        if table.omittedCount > 0 { text += "  and \(table.omittedCount) more\n" }
    }

    private mutating func add(_ rows: [Inspection.Row]) {
        guard !rows.isEmpty else { return }
        text += "\nfirst rows\n"
        let names = rows.flatMap { $0.fields.map { InspectionText.printable($0.name).count } }
        let width = min(24, names.max() ?? 0)
        let margin = rows.map { "\($0.number)".utf8.count }.max() ?? 1
        for row in rows {
            let number = "\(row.number)"
            var start = String(repeating: " ", count: margin - number.utf8.count) + number
            if let refusal = row.refusal {
                let line = row.line > 0 ? "line \(row.line): " : ""
                text += "  \(start)  refused: \(line)\(InspectionText.printable(refusal.name)): "
                text += "\(InspectionText.printable(refusal.detail))\n"
            }
            for field in row.fields {
                let name = InspectionText.printable(field.name)
                let space = String(repeating: " ", count: max(0, width - name.count))
                text += "  \(start)  \(name)\(space)  \(InspectionText.printable(field.text))\n"
                start = String(repeating: " ", count: margin)
            }
        }
    }

    /// A name as people read it: units stand with the values.
    private static func label(_ name: String) -> String {
        if name == "bytes" { return "size" }
        let name = name.hasSuffix("_bytes") ? String(name.dropLast(6)) : name
        return name.replacing("_", with: " ")
    }

    /// A value as people read it.
    private static func value(_ value: JSONValue, of name: String) -> String {
        switch value {
        case .null: return ""
        case .bool(let value): return value ? "yes" : "no"
        case .number(let digits):
            guard let number = Int(digits) else { return digits }
            let isBytes = name == "bytes" || name.hasSuffix("_bytes")
            return isBytes ? Inspection.byteText(number) : Inspection.countText(number)
        case .string(let text): return text
        case .array(let elements):
            return elements.map { self.value($0, of: name) }.joined(separator: ", ")
        case .object: return value.serialized
        }
    }

    /// A text on one line that cannot steer a terminal.
    private static func printable(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            // What turns the direction of writing shows other text than there is.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                line += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return FaultRenderer.printable(line)
    }
}
