public import Records

/// What a run started from. Each of its checkpoints says so, and a run goes on only from a checkpoint
/// that says the same.
public struct TrainingOrigin: Sendable, Hashable {
    /// What the run's randomness derives from.
    public var seed: Seed
    /// The digest of the weights that training started from; nothing if it drew them.
    public var parent: String?
    /// What else it reads, by name and digest: the weights of the reference policy and of the scorer,
    /// the keys of its inputs.
    public var references: [JSONValue.Member]

    /// An origin; see the properties.
    public init(seed: Seed, parent: String?, references: [JSONValue.Member] = []) {
        self.seed = seed
        self.parent = parent
        self.references = references
    }

    /// Refuses a checkpoint that started from something else.
    ///
    /// - Throws: a `Fault` that names what differs.
    func check(_ checkpoint: Checkpoint) throws(Fault) {
        let facts = checkpoint.facts.json
        let written = facts["references"]?.objectValue ?? []
        let others = written.filter { other in !references.contains { $0.name == other.name } }
        let named: [(name: String, found: JSONValue?, own: JSONValue?)] =
            [
                ("seed", facts["generator"]?["seed"], .string("\(seed.value)")),
                ("parent", facts["parent"], parent.map { .string($0) } ?? .null),
            ]
            + references.map { ("references.\($0.name)", facts["references"]?[$0.name], $0.value) }
            + others.map { ("references.\($0.name)", $0.value, nil) }
        guard let other = named.first(where: { $0.found != $0.own }) else { return }
        func text(_ value: JSONValue?) -> String { value?.serialized ?? "nothing" }
        throw Fault(
            .badInput,
            "\(checkpoint.folder) is of another training: its `\(other.name)` is "
                + "\(text(other.found)), not \(text(other.own))",
            remedy: "remove \(checkpoint.folder), and those beside it that are not yours; training "
                + "starts afresh without them")
    }
}
