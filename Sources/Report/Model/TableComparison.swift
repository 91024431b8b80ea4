/// A table of several runs, its rows paired by their keys.
struct TableComparison {
    private let tables: [ReportTable?]
    private let names: [String]
    private let model: ReportTable
    private let keys: [Int]
    /// Rows with one key: the place of each run's, where it has one.
    private var rows: [[Int?]] = []

    /// Pairs the rows of a table of several runs; nothing where no run has it.
    init?(_ tables: [ReportTable?], _ names: [String]) {
        guard let model = tables.compactMap({ $0 }).first else { return nil }
        self.tables = tables
        self.names = names
        self.model = model
        keys = model.columns.indices.filter { model.columns[$0].isKey }
        var places: [[[UInt8]]: Int] = [:]
        for (run, table) in tables.enumerated() {
            guard let table, table.columns == model.columns else { continue }
            for (place, row) in table.rows.enumerated() {
                let key = keys.map { Array(row[$0].text.utf8) }
                if places[key] == nil {
                    places[key] = rows.count
                    rows.append([Int?](repeating: nil, count: tables.count))
                }
                if let row = places[key] { rows[row][run] = place }
            }
        }
    }

    /// Names that tell runs apart: of two with one name, the second is numbered.
    static func names(_ reports: [RunReport]) -> [String] {
        reports.enumerated().map { place, report in
            let isKnown = reports[..<place].contains { $0.title == report.title }
            return isKnown ? "\(report.title) (\(place + 1))" : report.title
        }
    }

    /// The figures of all runs, a row each, with differences from the first run; nothing where there are
    /// none to show as a table.
    var figures: ReportTable? {
        guard model.display != .chart else { return nil }
        var columns = keys.map { model.columns[$0] }
        columns.append(.key("figure", "figure"))
        for (run, name) in names.enumerated() { columns.append(.init("run_\(run + 1)", name)) }
        for (run, name) in names.enumerated().dropFirst() {
            columns.append(.init("difference_\(run + 1)", "\(name) minus \(names[0])"))
        }
        var table = ReportTable(model.name, model.title, columns, display: model.display)
        for places in rows {
            for column in model.columns.indices where !keys.contains(column) {
                let values = places.enumerated().map { run, place in
                    place.flatMap { tables[run]?.rows[$0][column] } ?? .none
                }
                guard values.contains(where: \.isFigure) else { continue }
                let figure = ReportValue.text(model.columns[column].title)
                table.append(
                    key(places) + [figure] + values
                        + values.dropFirst().map { $0.difference(from: values[0]) })
            }
        }
        return table.rows.isEmpty ? nil : table
    }

    /// The rows of all runs, those with one key together, with the run's name.
    var joined: ReportTable {
        var table = ReportTable(
            "\(model.name)_by_run", model.title,
            [.key("run", "run")] + model.columns, display: .chart)
        for places in rows {
            for (run, place) in places.enumerated() {
                guard let row = place.flatMap({ tables[run]?.rows[$0] }) else { continue }
                table.append([.text(names[run])] + row)
            }
        }
        return table
    }

    private func key(_ places: [Int?]) -> [ReportValue] {
        for (run, place) in places.enumerated() {
            guard let place, let row = tables[run]?.rows[place] else { continue }
            return keys.map { row[$0] }
        }
        return []
    }
}
