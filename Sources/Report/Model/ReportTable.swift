public import Records

/// Rows of a report's values under named columns. Everything that a report says in numbers is in one.
public struct ReportTable: Sendable, Hashable {
    /// A column.
    public struct Column: Sendable, Hashable {
        /// Its name in JSON.
        public var name: String
        /// Its heading.
        public var title: String
        /// Whether its values tell rows apart.
        public var isKey: Bool

        /// A column of figures.
        public init(_ name: String, _ title: String) {
            self.name = name
            self.title = title
            isKey = false
        }

        /// A column that tells rows apart.
        static func key(_ name: String, _ title: String) -> Column {
            var column = Column(name, title)
            column.isKey = true
            return column
        }
    }

    /// How it is shown beside its charts.
    public enum Display: Sendable, Hashable {
        /// Always.
        case open
        /// Where the reader asks for it: a chart shows the same.
        case folded
        /// Not as a table: a chart shows it, and JSON has it.
        case chart
    }

    /// Its name in JSON.
    public var name: String
    /// What it shows.
    public var title: String
    /// Its columns.
    public var columns: [Column]
    /// Its rows, each with a value a column.
    public private(set) var rows: [[ReportValue]] = []
    /// How it is shown.
    public var display: Display

    /// A table without rows.
    public init(
        _ name: String, _ title: String, _ columns: [Column], display: Display = .open
    ) {
        self.name = name
        self.title = title
        self.columns = columns
        self.display = display
    }

    /// Adds a row.
    ///
    /// - Precondition: it has a value a column.
    mutating func append(_ row: [ReportValue]) {
        precondition(row.count == columns.count, "a row has a value a column")
        rows.append(row)
    }

    /// The place of a column.
    func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

    /// A value by its row's place and its column's name.
    func value(_ row: Int, _ column: String) -> ReportValue {
        self.column(column).map { rows[row][$0] } ?? .none
    }

    /// The columns of which a row has a value at least once: the others are not worth showing.
    var told: [Int] {
        columns.indices.filter { index in rows.contains { $0[index] != .none } }
    }

    /// The rows as objects.
    public var json: JSONValue {
        .array(
            rows.map { row in
                .object(zip(columns, row).map { .init($0.name, $1.json) })
            })
    }
}
