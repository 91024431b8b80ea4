import Records

extension PhaseSettings {
    /// One phase of a curriculum.
    static let schema = ObjectSchema(
        "one phase: which questions it takes", initial: PhaseSettings(),
        fields: filterFields + selectionFields + orderFields,
        rules: [checkBand, checkRewards, checkWeights, checkSize, checkQuotas])

    private static let filterFields: [Field<PhaseSettings>] = [
        Field("name", \.name, .name, isRequired: true, "the phase's name"),
        Field(
            "capabilities", \.capabilities, .list(of: .choice, minimum: 1, isUnique: true),
            isRequired: true, "the capabilities it takes"),
        Field(
            "labels", \.labels, .optional(.list(of: .choice, minimum: 1, isUnique: true)),
            "the labels it takes; easy, medium and hard without it"),
        Field(
            "pass_rate", \.passRate, .optional(.object(Band.schema)),
            "the pass rates it takes, by the mean of the posterior"),
        Field(
            "exclude", \.exclude, .list(of: .choice, isUnique: true),
            "what it leaves out: questions that are answered without the picture, or those whose "
                + "`rewards` are all the same in all draws"),
        Field(
            "rewards", \.rewards, .list(of: .choice, isUnique: true),
            "the parts of its reward, for `exclude: [constant_rewards]`"),
    ]

    private static let selectionFields: [Field<PhaseSettings>] = [
        Field(
            "weights", \.weights, .choice,
            "how likely a question is drawn: all alike, by the expected variance p(1−p) of its "
                + "reward, or by the probability that its group has both outcomes"),
        Field(
            "uniform_share", \.uniformShare, .real(from: 0, to: 1),
            "the share of equal weights that is mixed into `weights`"),
        Field(
            "size", \.size, .optional(.integer(from: 1)),
            "how many questions it takes; all that fit without it"),
        Field(
            "quotas", \.quotas, .dictionary(of: .quota),
            "how many questions of which source: a number, or a share of `size`; what is left of "
                + "`size` comes from the other sources"),
        Field(
            "temperature", \.temperature, .optional(.real(above: 0)),
            "mixes the sources without a quota: each gets a share in proportion to its number of "
                + "questions to the power of 1/temperature"),
        Field(
            "per_picture", \.perPicture, .optional(.integer(from: 1)),
            "the most questions of one picture"),
        Field(
            "shortfall", \.shortfall, .choice,
            "what follows if there are fewer questions than it asks for"),
    ]

    private static let orderFields: [Field<PhaseSettings>] = [
        Field("order", \.order, .choice, "the order of its questions"),
        Field(
            "replay", \.replay, .optional(.object(Replay.schema)),
            "questions of earlier phases that come again, spread evenly"),
        Field(
            "optional", \.optional, .bool,
            "whether a phase without questions is a notice rather than an error"),
    ]

    private static let checkBand: ObjectSchema<PhaseSettings>.Rule = { phase, path, decoding in
        guard let band = phase.passRate, band.from > band.to else { return }
        decoding.report(
            "`from` is above `to`; expected the least pass rate first",
            field: Wording.join(path, "pass_rate.from"))
    }

    private static let checkRewards: ObjectSchema<PhaseSettings>.Rule = { phase, path, decoding in
        guard phase.exclude.contains(.constantRewards), phase.rewards.isEmpty else { return }
        decoding.report(
            "`constant_rewards` are left out, but the phase names no `rewards`",
            field: Wording.join(path, "exclude"),
            remedy: "write for example `rewards: [keywords, format]`: the parts that its `train` "
                + "stage weighs")
    }

    private static let checkWeights: ObjectSchema<PhaseSettings>.Rule = { phase, path, decoding in
        guard phase.uniformShare > 0, phase.weights == .uniform else { return }
        decoding.report(
            "`uniform_share` needs `weights`: without them all weights are equal",
            field: Wording.join(path, "uniform_share"),
            remedy: "add `weights: variance` or `weights: usefulness`")
    }

    private static let checkSize: ObjectSchema<PhaseSettings>.Rule = { phase, path, decoding in
        guard phase.size == nil else { return }
        if phase.temperature != nil {
            decoding.report(
                "`temperature` needs `size`: without it all questions that fit are taken",
                field: Wording.join(path, "temperature"), remedy: "add `size`")
        }
        for (source, quota) in phase.quotas.sorted(by: { $0.key < $1.key }) {
            guard case .share = quota else { continue }
            decoding.report(
                "the quota of \(Wording.quoted(source)) is a share of `size`, and there is none",
                field: Wording.join(path, "quotas.\(source)"),
                remedy: "add `size`, or write a number of questions")
        }
        if phase.weights != .uniform, phase.quotas.isEmpty, phase.perPicture == nil {
            decoding.report(
                "`weights` needs `size`, `quotas` or `per_picture`: without them all questions "
                    + "that fit are taken",
                field: Wording.join(path, "weights"), remedy: "add `size`")
        }
    }

    private static let checkQuotas: ObjectSchema<PhaseSettings>.Rule = { phase, path, decoding in
        var count = 0
        var share = 0.0
        for quota in phase.quotas.sorted(by: { $0.key < $1.key }).map(\.value) {
            switch quota {
            case .count(let value): count += value
            case .share(let value): share += value
            }
        }
        let place = Wording.join(path, "quotas")
        // Shares such as 0.1 do not add up to 1 to the last bit.
        if share > 1 + 1e-9 {
            decoding.report(
                "the shares in `quotas` add up to \(NumberText.short(share)); expected at most 1",
                field: place)
        } else if let size = phase.size,
            count + Int((share * Double(size)).rounded()) > size
        {
            decoding.report(
                "`quotas` ask for \(count + Int((share * Double(size)).rounded())) questions, more "
                    + "than `size`, which is \(size)", field: place)
        }
    }
}

extension PhaseSettings.Band {
    /// The pass rates that a phase takes.
    fileprivate static let schema = ObjectSchema(
        "the pass rates it takes", initial: PhaseSettings.Band(),
        fields: [
            Field("from", \.from, .real(from: 0, to: 1), "the least mean of the posterior"),
            Field("to", \.to, .real(from: 0, to: 1), "the greatest"),
        ])
}

extension PhaseSettings.Replay {
    /// What comes again.
    fileprivate static let schema = ObjectSchema(
        "questions of earlier phases that come again", initial: PhaseSettings.Replay(),
        fields: [
            Field(
                "share", \.share, .real(above: 0, to: 1), isRequired: true,
                "how many, as a share of the phase's own questions"),
            Field(
                "phases", \.phases, .optional(.list(of: .name, minimum: 1, isUnique: true)),
                "the phases they come from; all earlier ones without it"),
        ])
}

extension ValueType where Value == PhaseSettings.Quota {
    /// A number of questions, or a share.
    fileprivate static var quota: ValueType {
        scalar(
            expectation: "a number of questions such as `300`, or a share such as `0.25`",
            schema: [
                "anyOf": [
                    ["type": "integer", "minimum": 0, "maximum": 1_000_000_000],
                    ["type": "number", "exclusiveMinimum": 0, "maximum": 1],
                ]
            ],
            read: { text, isPlain in
                guard isPlain else { return nil }
                if NumberText.isInteger(text) {
                    guard let count = Int(text), (0...1_000_000_000).contains(count) else {
                        return nil
                    }
                    return .count(count)
                }
                guard let share = NumberText.real(text), share > 0, share <= 1 else { return nil }
                return .share(share)
            },
            remedy: NumberText.remedy,
            encode: { quota in
                switch quota {
                case .count(let count): .integer(count)
                // With its fraction, so that the whole share is not read as one question.
                case .share(let share): .number("\(share)")
                }
            })
    }
}
