public import Records

/// A part of a report: sentences, tables, and charts of these tables.
public struct ReportSection: Sendable, Hashable {
    /// Its name in JSON and in links.
    public var name: String
    /// Its heading.
    public var title: String
    /// What it shows and how that is counted.
    public var sentences: [String]
    /// Its tables.
    public var tables: [ReportTable]
    /// Charts of its tables.
    public var charts: [ReportChart]

    /// A section.
    init(
        _ name: String, _ title: String, sentences: [String], tables: [ReportTable],
        charts: [ReportChart] = []
    ) {
        self.name = name
        self.title = title
        self.sentences = sentences
        self.tables = tables
        self.charts = charts
    }

    /// A table by its name.
    public func table(_ name: String) -> ReportTable? { tables.first { $0.name == name } }

    /// The section as an object: its title, what it says, and a member for each table.
    public var json: JSONValue {
        .object(
            [
                .init("title", .string(title)),
                .init("sentences", .array(sentences.map { .string($0) })),
            ] + tables.map { .init($0.name, $0.json) })
    }
}
