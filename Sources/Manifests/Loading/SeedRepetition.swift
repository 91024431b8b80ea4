import Records

/// A pipeline repeated over seeds: each stage that the seed matters to, once a seed, named
/// `warm-up@seed-3` and referring to its own kin. `ingest` does not look at the seed and is there once;
/// a `compare` stage is there once and reads all.
struct SeedRepetition {
    /// The stages: those that are there once, the others seed by seed, then those that compare.
    private(set) var stages: [StageSpecification] = []
    /// What cannot be repeated.
    private(set) var faults: [Fault] = []

    private let seeds: [UInt64]
    private let repeated: Set<String>
    private let comparing: Set<String>

    /// Repeats stages.
    ///
    /// - Parameters:
    ///   - reader: who read them.
    ///   - specifications: the stages as read.
    init(
        _ reader: StageReader, of specifications: [StageSpecification], over seeds: [UInt64]
    ) {
        self.seeds = seeds
        comparing = Set(specifications.filter { $0.kind == .compare }.map(\.name))
        repeated = Set(
            specifications.filter { ![.ingest, .compare, .command].contains($0.kind) }
                .map(\.name))
        for stage in specifications where stage.kind == .command {
            guard let input = stage.inputs.first(where: repeated.contains) else { continue }
            faults.append(
                Fault(
                    .badInput,
                    "the `command` stage \(Wording.quoted(stage.name)) reads "
                        + "\(Wording.quoted(input)), which is repeated over `seeds`, and cannot be "
                        + "repeated itself",
                    remedy: "write `enabled: false` for it, or run one `seed` at a time"))
        }
        stages = specifications.filter { !isRepeated($0.name) && !comparing.contains($0.name) }
        for seed in seeds {
            for stage in specifications where repeated.contains(stage.name) {
                guard let node = reader.outlines.first(where: { $0.name == stage.name })?.node
                else { continue }
                stages.append(copy(stage, node, seed))
            }
        }
        for stage in specifications where comparing.contains(stage.name) {
            stages.append(gathering(stage))
        }
    }

    private func isRepeated(_ name: String) -> Bool { repeated.contains(name) }

    private func name(_ name: String, _ seed: UInt64) -> String {
        isRepeated(name) ? StageSpecification.name(name, seed: seed) : name
    }

    /// The names of stages in the same order, those of a seed after those of the seed before.
    func order(_ names: [String]) -> [String] {
        let once = names.filter { !isRepeated($0) && !comparing.contains($0) }
        let often = seeds.flatMap { seed in names.filter(isRepeated).map { name($0, seed) } }
        return once + often + names.filter(comparing.contains)
    }

    /// A stage of a seed. Names of stages stand in fields of their own, so they can be exchanged where
    /// they were read.
    private mutating func copy(
        _ stage: StageSpecification, _ node: YAMLNode, _ seed: UInt64
    ) -> StageSpecification {
        var copy = stage
        copy.name = name(stage.name, seed)
        copy.seed = Seed(seed)
        copy.references = stage.references.map { reference in
            StageReference(
                field: reference.field, stages: reference.stages.map { name($0, seed) })
        }
        var renamed = node
        for reference in stage.references {
            renamed.replaceTexts(of: reference.field) { name($0, seed) }
        }
        var decoding = Decoding()
        decoding.keyLocations[""] = stage.location
        decoding.locations[""] = stage.location
        let settings = StageVariant.variant(stage.settings.role)?.decode(renamed, &decoding)
        faults += decoding.faults
        copy.settings = settings ?? stage.settings
        return copy
    }

    private func gathering(_ stage: StageSpecification) -> StageSpecification {
        var stage = stage
        stage.references = stage.references.map { reference in
            StageReference(
                field: reference.field,
                stages: reference.stages.flatMap { stage in
                    isRepeated(stage) ? seeds.map { name(stage, $0) } : [stage]
                })
        }
        return stage
    }
}

extension StageSpecification {
    /// The name of a stage's repetition of a seed.
    public static func name(_ name: String, seed: UInt64) -> String { "\(name)@seed-\(seed)" }
}

extension YAMLNode {
    /// Replaces the text, or the texts of the list, of an entry of a mapping.
    fileprivate mutating func replaceTexts(of name: String, _ text: (String) -> String) {
        guard var entries, let index = entries.firstIndex(where: { $0.name == name }) else {
            return
        }
        entries[index].value.replaceTexts(text)
        content = .mapping(entries)
    }

    private mutating func replaceTexts(_ text: (String) -> String) {
        switch content {
        case .scalar(let own, let isPlain): content = .scalar(text(own), isPlain: isPlain)
        case .sequence(var nodes):
            for index in nodes.indices { nodes[index].replaceTexts(text) }
            content = .sequence(nodes)
        case .mapping: break
        }
    }
}
