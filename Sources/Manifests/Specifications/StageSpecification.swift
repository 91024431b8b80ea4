public import Records

/// One node of a pipeline, checked and complete: the pipeline's values, the manifest's over them, and
/// the command line's over those.
public struct StageSpecification: Sendable, Hashable {
    /// The node's name, unique in its pipeline.
    public var name: String
    /// What it does.
    public var kind: StageKind { settings.kind }
    /// Whether it runs; enabled stages never refer to disabled ones.
    public var enabled: Bool
    /// How often its units are tried and how long they may take.
    public var limits: StageLimits
    /// Where the pipeline names it.
    public var location: SourceLocation
    /// Its settings.
    public var settings: StageSettings
    /// Every setting that changes the result, defaults included, members sorted: material for the
    /// content key. References are left out, since the keys of the stages they name stand for them.
    public var parameters: JSONValue
    /// The stages it refers to, by field, in the schema's order.
    public var references: [StageReference]
    /// Where each value was given, by field path such as `optimizer.learning_rate`; the file of a
    /// value from the command line is `--set`, and a default has no entry.
    public var locations: [String: SourceLocation]
    /// Where the manifest gives what no stage owns: `seed`, and the fields of `policy`.
    public var manifestLocations: [String: SourceLocation] = [:]

    /// The seed it uses in place of the run's, where the manifest repeats its pipeline over seeds.
    public var seed: Seed?

    /// A stage with its facts.
    public init(
        name: String, enabled: Bool = true, limits: StageLimits = StageLimits(),
        location: SourceLocation, settings: StageSettings, parameters: JSONValue,
        references: [StageReference], locations: [String: SourceLocation] = [:]
    ) {
        self.name = name
        self.enabled = enabled
        self.limits = limits
        self.location = location
        self.settings = settings
        self.parameters = parameters
        self.references = references
        self.locations = locations
    }

    /// The names of the stages it refers to, each once, in order of first mention.
    public var inputs: [String] {
        references.flatMap(\.stages).uniqued
    }

    /// Where the manifest gives a value that no stage owns, such as `policy.width`; nothing for a
    /// default.
    public func location(inManifest field: String) -> SourceLocation? { manifestLocations[field] }

    /// Where the value of a field was given, or else the nearest field around it, or else the stage.
    public func location(of field: String) -> SourceLocation {
        locations.nearest(to: field) ?? location
    }
}
