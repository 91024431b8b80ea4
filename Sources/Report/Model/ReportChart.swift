/// A chart of the values of one of its section's tables: it has none of its own.
public struct ReportChart: Sendable, Hashable {
    /// How values are drawn. Names are those of the table's columns.
    public enum Form: Sendable, Hashable {
        /// A graph of stages: `stages` holds the nodes, this chart's table the edges `from` and `to`.
        case graph(stages: String)
        /// Bands as wide as numbers of questions, from left to right.
        case flow
        /// Bars side by side from bins, in a panel for each value of `panels`.
        case histogram(panels: [String], low: String, high: String, value: String, interval: Bool)
        /// Bars to the right, divided where there are several values.
        case bars(labels: [String], values: [String])
        /// Lines over steps, in a panel for each value of `panel`, a line for each of `series`.
        case lines(panel: String, series: [String], step: String, value: String)
        /// Dots with intervals, in a panel for each value of `panel`.
        case intervals(panel: String, labels: [String], value: String, low: String, high: String)
    }

    /// What it shows, as a title.
    public var title: String
    /// What can be seen in it, for whoever does not see it.
    public var summary: String
    /// The table of its values, by name.
    public var table: String
    /// How they are drawn.
    public var form: Form
    /// What the values are, such as `questions`.
    public var unit: String

    /// A chart of a table.
    init(
        _ title: String, of table: String, _ form: Form, unit: String = "", summary: String
    ) {
        self.title = title
        self.table = table
        self.form = form
        self.unit = unit
        self.summary = summary
    }
}
