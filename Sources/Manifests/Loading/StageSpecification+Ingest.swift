import Records

extension StageSpecification {
    /// An `ingest` stage by itself, which no pipeline names and which is said to come from `file`.
    public static func ingest(_ settings: IngestSettings, file: String) -> StageSpecification {
        StageSpecification(
            name: "ingest", location: SourceLocation(file: file, line: 1),
            settings: .ingest(settings),
            parameters: JSONValue.object(IngestSettings.schema.members(of: settings, .parameters))
                .canonical,
            references: [])
    }
}
