import Records

/// What is wrong with rows: each kind once, with its first rows and how many there are.
struct RowFindings {
    /// A kind of finding.
    enum Kind: Int, CaseIterable {
        case pictures
        case placeholders
        case unreadable
        case length
        case reward
    }

    private struct Finding {
        var message: String
        var remedy: String?
        var row: Int
        var id: String
        var others: [Int] = []
        var last: Int
        var count = 1
    }

    /// So many rows are named.
    private static let named = 5
    private var findings: [Kind: Finding] = [:]

    /// Adds what is wrong with a row, counted from 1.
    mutating func add(
        _ kind: Kind, _ row: Int, _ id: String, _ message: String, remedy: String?
    ) {
        guard var finding = findings[kind] else {
            findings[kind] = Finding(message: message, remedy: remedy, row: row, id: id, last: row)
            return
        }
        // A row with two such pictures is one row.
        guard row != finding.last else { return }
        finding.last = row
        finding.count += 1
        if finding.others.count < RowFindings.named - 1 { finding.others.append(row) }
        findings[kind] = finding
    }

    /// A fault a kind.
    var faults: [Fault] {
        Kind.allCases.compactMap { kind in
            guard let finding = findings[kind] else { return nil }
            var message = "row \(finding.row), `\(finding.id)`: \(finding.message)"
            if finding.count > 1 {
                let rows = finding.others.map { "\($0)" }.joined(separator: ", ")
                let more = finding.count - 1 - finding.others.count
                message += "; so with row\(finding.count > 2 ? "s" : "") \(rows)"
                if more > 0 { message += " and \(more) more" }
            }
            return Fault(.badInput, message, remedy: finding.remedy)
        }
    }
}
