import Records

extension SampleSettings {
    /// A `sample` stage.
    static let schema = ObjectSchema(
        "labels questions by the verdicts of their rollouts", initial: SampleSettings(),
        fields: [
            Field(
                "rollouts", \.rollouts, .reference(.rollout), isRequired: true,
                "the `rollout` stage whose verdicts are counted"),
            Field(
                "rule", \.rule, .choice,
                "the rule that makes a label of a group: `pebr` (easy where all draws are right, "
                    + "hard where none is), `pebr-literal-8` (PeBR-R1's script with its defects, "
                    + "for comparison), `band` (by the posterior mean), `posterior` (by the "
                    + "probabilities of the labels)"),
            Field(
                "band", \.band, .object(Band.schema),
                "where the posterior mean is medium, for `rule: band`"),
            Field(
                "certainty", \.certainty, .real(above: 0, to: 1),
                "how probable a label must be, for `rule: posterior`"),
            Field("easy_above", \.easyAbove, .real(from: 0, to: 1), "pass rates above it are easy"),
            Field("hard_below", \.hardBelow, .real(from: 0, to: 1), "pass rates below it are hard"),
            Field(
                "prior", \.prior, .prior,
                "the Beta distribution that is taken of a pass rate before anything is drawn: "
                    + "`uniform`, `jeffreys`, `empirical` (fitted to each source's draws), or its "
                    + "parameters"),
            Field(
                "group_size", \.groupSize,
                .integer(
                    from: SampleSettings.groupSizes.lowerBound,
                    to: SampleSettings.groupSizes.upperBound),
                "draws in a trainer's group, for the probability that a group has an advantage"),
            Field(
                "count_as_hard", \.countAsHard, .list(of: .choice, isUnique: true),
                "causes that do not keep a question without a right answer from being hard"),
            Field(
                "suspect_gold", \.suspectGold, .object(SuspectGold.schema),
                "when wrong answers agree so much that the gold answer is suspect"),
            Field(
                "shortcut", \.shortcut, .object(Shortcut.schema),
                "when a question counts as one that needs no picture; needs a `blind` pass"),
            Field(
                "previous", \.previous, .optional(.reference(.sample)),
                "an earlier `sample` stage whose evidence is carried on"),
            Field(
                "trained", \.trained,
                .list(of: .reference(.handOff), isUnique: true),
                "`train` stages of method `hand-off`: what the grader said of the responses that they "
                    + "trained on counts as evidence of `previous`"),
            Field(
                "decay", \.decay, .real(from: 0, to: 1),
                "what earlier evidence counts where there are new draws; questions without new "
                    + "draws keep theirs"),
            Field(
                "allow_mixed_provenance", \.allowsMixedProvenance, .bool,
                "whether rollouts that were drawn or graded in different ways are counted "
                    + "together"),
        ],
        rules: [
            { settings, path, decoding in
                if !settings.trained.isEmpty, settings.previous == nil {
                    decoding.report(
                        "`trained` is earlier evidence, and there is no `previous` that it adds to",
                        field: Wording.join(path, "trained"),
                        remedy: "name the `sample` stage of the curriculum that was trained as "
                            + "`previous`")
                }
                guard settings.hardBelow > settings.easyAbove else { return }
                decoding.report(
                    "`hard_below` is above `easy_above`; expected hard pass rates below easy ones",
                    field: Wording.join(path, "hard_below"))
            }
        ])
}

extension SampleSettings.Band {
    /// The bounds of the rule `band`.
    static let schema = ObjectSchema(
        "where the posterior mean is medium", initial: SampleSettings.Band(),
        fields: [
            Field("low", \.low, .real(from: 0, to: 1), "a question below it is hard"),
            Field("high", \.high, .real(from: 0, to: 1), "a question above it is easy"),
        ],
        rules: [
            { band, path, decoding in
                guard band.low > band.high else { return }
                decoding.report(
                    "`low` is above `high`; expected hard questions below easy ones",
                    field: Wording.join(path, "low"))
            }
        ])
}

extension SampleSettings.FixedPrior {
    /// The parameters of a prior.
    static let schema = ObjectSchema(
        "the parameters of a Beta distribution", initial: SampleSettings.FixedPrior(),
        fields: [
            Field(
                "alpha", \.alpha, .real(above: 0, to: 1_000_000),
                "the first; right answers raise it"),
            Field(
                "beta", \.beta, .real(above: 0, to: 1_000_000),
                "the second; answers that are not right raise it"),
        ])
}

extension SampleSettings.SuspectGold {
    /// When a gold answer is suspect.
    static let schema = ObjectSchema(
        "when a gold answer is suspect", initial: SampleSettings.SuspectGold(),
        fields: [
            Field(
                "share", \.share, .real(from: 0, to: 1),
                "the share of wrong answers that are one and the same"),
            Field(
                "answers", \.answers, .integer(from: 2, to: 65536),
                "how many wrong answers there are at least"),
        ])
}

extension SampleSettings.Shortcut {
    /// When a question needs no picture.
    static let schema = ObjectSchema(
        "when a question needs no picture", initial: SampleSettings.Shortcut(),
        fields: [
            Field(
                "above", \.above, .real(from: 0, to: 1),
                "the pass rate without the picture is above it"),
            Field(
                "certainty", \.certainty, .real(above: 0, to: 1),
                "with at least this probability, under a uniform prior"),
        ])
}

extension ValueType where Value == SampleSettings.Prior {
    /// A prior's name, or its parameters.
    static var prior: ValueType {
        let names: [(name: String, prior: SampleSettings.Prior)] = [
            ("uniform", .uniform), ("jeffreys", .jeffreys), ("empirical", .empirical),
        ]
        let known = names.map(\.name)
        let mapping = ValueType<SampleSettings.FixedPrior>.object(SampleSettings.FixedPrior.schema)
        let expectation = "\(Wording.alternatives(known)), or a mapping of `alpha` and `beta`"
        return ValueType(
            expectation: expectation,
            schema: { scope in
                [
                    "anyOf": [
                        ["enum": .array(known.map { .string($0) })], mapping.schema(scope),
                    ]
                ]
            },
            decode: { node, path, decoding in
                if node.entries != nil {
                    return mapping.decode(node, path, &decoding).map { .fixed($0) }
                }
                if let found = names.first(where: { $0.name == node.text }) { return found.prior }
                decoding.mistyped(
                    node, path, expected: expectation,
                    remedy: node.text.flatMap { Wording.nearest(to: $0, among: known) }
                        .map { "did you mean \(Wording.quoted($0))?" })
                return nil
            },
            encode: { prior, scope in
                if case .fixed(let parameters) = prior { return mapping.encode(parameters, scope) }
                return names.first { $0.prior == prior }.map { .string($0.name) } ?? .null
            })
    }
}
