extension RowExpansion {
    /// The `expand` key of a data set.
    static let schema = ObjectSchema(
        "several questions made of each row", initial: RowExpansion(),
        fields: [
            Field(
                "field", \.field, .someText, isRequired: true,
                "the field that holds the value, for templates"),
            Field(
                "values", \.values, .list(of: .text, minimum: 1, isUnique: true), isRequired: true,
                "the values; each gives one question"),
        ])
}
