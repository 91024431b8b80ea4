import Engine
import Records

/// Lists of rejects as text, CSV and JSON.
enum RejectsText {
    /// So many lines are shown if nothing else is said.
    static let usualLimit = 100

    /// A heading with counts by reason for each list that has rejects, and a line for each of them.
    ///
    /// - Parameter most: the most lines, of all lists together.
    static func text(
        _ lists: [RejectList], of place: String, reason: String?, most: Int
    ) -> String {
        let lists = lists.filter { $0.total > 0 }
        guard !lists.isEmpty else { return "\(FaultRenderer.printable(place)): no rejects\n" }
        var text = ""
        var room = most
        for (index, list) in lists.enumerated() {
            if index > 0 { text += "\n" }
            text += heading(of: list, reason) + "\n"
            let shown = list.rejects.prefix(room)
            room -= shown.count
            guard !shown.isEmpty else { continue }
            var table = TextTable([
                ("place", .left), ("id", .left), ("reason", .left), ("found", .left),
            ])
            for reject in shown {
                table.append(
                    [self.place(of: reject), reject.id ?? "", reject.reason, found(reject)]
                        .map { FaultRenderer.printable($0) })
            }
            text += table.text
        }
        let rest = lists.reduce(0) { $0 + $1.rejects.count } - (most - room)
        return rest > 0 ? text + "and \(Format.count(rest)) more: --limit 0 shows all\n" : text
    }

    private static func heading(of list: RejectList, _ reason: String?) -> String {
        let name = FaultRenderer.printable(list.name)
        let counts = list.counts.map { "\(Format.count($0.count)) \($0.reason)" }
            .joined(separator: ", ")
        let total = "\(name): \(Count.of(list.total, "reject")): \(counts)"
        guard let reason, list.rejects.isEmpty else { return total }
        return "\(total); none is `\(FaultRenderer.printable(reason))`"
    }

    /// `rows.jsonl:7`, where 7 is a line from 1; `rows.parquet row 3`, from 0; or the file.
    private static func place(of reject: Reject) -> String {
        if let line = reject.line { return "\(reject.file):\(line)" }
        return reject.row.map { "\(reject.file) row \($0)" } ?? reject.file
    }

    /// What was found, and in which picture or entry.
    private static func found(_ reject: Reject) -> String {
        guard let entry = reject.entry, !reject.detail.contains(entry) else {
            return reject.detail
        }
        return "\(entry): \(reject.detail)"
    }

    /// The columns of the CSV.
    private static let columns = [
        "source", "file", "line", "row", "position", "entry", "id", "stage", "reason", "detail",
        "measured", "duplicate_of",
    ]

    /// All lists as one table (RFC 4180, lines that end in LF).
    static func csv(_ lists: [RejectList], most: Int) -> String {
        var text = (["table"] + columns).joined(separator: ",") + "\n"
        for (list, reject) in rows(lists, most) {
            let json = reject.json
            let cells = columns.map { column in
                json[column].map { $0 == .null ? "" : $0.stringValue ?? $0.serialized } ?? ""
            }
            text += ([list] + cells).map { quoted($0) }.joined(separator: ",") + "\n"
        }
        return text
    }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        return needsQuotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    }

    /// All lists as one object: counts by reason, whichever are listed, and the rejects.
    static func json(_ lists: [RejectList], most: Int) -> JSONValue {
        let tables = lists.map { list -> JSONValue in
            [
                "table": .string(list.name), "rejects": .integer(list.total),
                "reasons": .object(list.counts.map { .init($0.reason, .integer($0.count)) }),
            ]
        }
        let rejects = rows(lists, most).map { list, reject in
            JSONValue.object(
                [.init("table", .string(list))] + (reject.json.objectValue ?? []))
        }
        return ["format": 1, "tables": .array(tables), "rejects": .array(rejects)]
    }

    private static func rows(
        _ lists: [RejectList], _ most: Int
    ) -> ArraySlice<(list: String, reject: Reject)> {
        lists.flatMap { list in list.rejects.map { (list: list.name, reject: $0) } }.prefix(most)
    }
}
