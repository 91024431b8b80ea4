/// A text chosen by another: `{by: "{label}", values: {"0": No, "1": Yes}}`.
public struct ColumnLookup: Sendable, Hashable {
    /// A text and what stands for it.
    public struct Value: Sendable, Hashable {
        /// The text that is looked up.
        public var text: String
        /// What the column then holds.
        public var template: ColumnTemplate

        /// A text and what stands for it.
        public init(text: String, template: ColumnTemplate) {
            self.text = text
            self.template = template
        }
    }

    /// What is looked up, fields filled in.
    public var key: ColumnTemplate
    /// What stands for each text, in the order given.
    public var values: [Value]
    /// What stands for all others; nothing to reject the row.
    public var otherwise: ColumnTemplate?

    /// A lookup.
    public init(key: ColumnTemplate, values: [Value], otherwise: ColumnTemplate? = nil) {
        self.key = key
        self.values = values
        self.otherwise = otherwise
    }
}
