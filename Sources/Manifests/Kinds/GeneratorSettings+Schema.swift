extension GeneratorSettings {
    /// The `generator` key of a data set.
    static let schema = ObjectSchema(
        "a generator that makes the data set", initial: GeneratorSettings(),
        fields: [
            Field("name", \.name, .choice, isRequired: true, "which generator"),
            Field(
                "splits", \.splits, .named(Split.schema, by: \.name), isRequired: true,
                "the splits, by name"),
            Field(
                "seed", \.seed, .integer(from: 0, to: .max),
                "the seed of the data; a run's own seed does not change them"),
        ])
}

extension GeneratorSettings.Split {
    /// One split that is made.
    static let schema = ObjectSchema(
        "one split that is made", initial: GeneratorSettings.Split(),
        fields: [
            Field(
                "count", \.count, .integer(from: 1), isRequired: true, "how many questions"),
            Field("role", \.role, .choice, isRequired: true, "what they are for"),
        ])
}
