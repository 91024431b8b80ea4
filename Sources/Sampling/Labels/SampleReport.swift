import Records

/// What a `sample` stage says of what it labelled.
struct SampleReport {
    /// What the labels come to.
    var census = LabelCensus()
    /// How much the pictures are needed.
    var figures = ShortcutFigures()
    /// Priors that were fitted; nothing if they were given.
    var priors: SourcePriors?
    /// How labels changed; nothing without an earlier stage.
    var drift: LabelDrift?
    /// What trainers have drawn since the earlier stage; nothing where none is named.
    var training: TrainingVerdicts?
    /// Questions that nobody was asked.
    var rejectedSources = RejectedSources()

    /// Facts for the receipt.
    var details: JSONValue {
        var members: [JSONValue.Member] = [
            .init(
                "labels",
                .object(
                    Difficulty.allCases.map { .init($0.rawValue, .integer(census.count($0))) })),
            .init(
                "reasons",
                .object(
                    LabelReason.allCases.filter { census.count($0) > 0 }
                        .map { .init($0.rawValue, .integer(census.count($0))) })),
            .init("histogram", .array(census.histogram.map { .integer($0) })),
            .init("draws", .integer(census.decided.draws)),
            .init("missing", .integer(census.missing.draws)),
            .init("shortcuts", shortcuts),
        ]
        if let priors { members.append(.init("priors", priors.json)) }
        if let training {
            members.append(
                .init(
                    "trained",
                    [
                        "questions": .integer(training.questionCount),
                        "draws": .integer(training.drawCount),
                    ]))
        }
        if let drift { members.append(.init("drift", drift.json)) }
        members.append(.init("summary", .array(lines.map { .string($0) })))
        return .object(members)
    }

    private var shortcuts: JSONValue {
        func counts(_ trials: TrialCounts) -> JSONValue {
            ["count": .integer(trials.right), "of": .integer(trials.draws)]
        }
        return [
            "questions": counts(census.shortcuts), "blind_right": counts(figures.blind),
            "of_all": counts(figures.ofAll), "of_right": counts(figures.ofRight),
        ]
    }

    // MARK: - Lines

    /// As lines for a person.
    private var lines: [String] {
        [labelLine] + oneSidedLines
            + [
                "questions by right answers, 0 to \(max(0, census.histogram.count - 1)): "
                    + census.histogram.map { String($0) }.joined(separator: " ")
            ] + sourceLines + priorLines + shortcutLines + constantLines + (drift?.lines ?? [])
    }

    /// What to do where nearly all questions have one label that teaches nothing.
    private var oneSidedLines: [String] {
        let all = Difficulty.allCases.reduce(0) { $0 + census.count($1) }
        guard all > 0 else { return [] }
        func mostly(_ label: Difficulty, _ remedy: String) -> [String] {
            let share = Double(census.count(label)) / Double(all)
            guard share >= 0.8 else { return [] }
            return [
                "\(Format.percent(share)) are \(label.rawValue): their groups have no advantage; \(remedy)"
            ]
        }
        return mostly(.easy, "harder questions, or a policy warmed up less, leave more to learn")
            + mostly(
                .hard,
                "easier questions, or a policy warmed up longer or on more data, can be learnt from"
            )
    }

    private var labelLine: String {
        let labels = Difficulty.allCases.map { "\(census.count($0)) \($0.rawValue)" }
        let causes = ExclusionCause.allCases.map { LabelReason($0) }
            .filter { census.count($0) > 0 }.map { "\(census.count($0)) \($0.rawValue)" }
        return labels.joined(separator: ", ")
            + (causes.isEmpty ? "" : " (\(causes.joined(separator: ", ")))")
    }

    /// So many sources are told of by name.
    private static let mostSources = 20

    private var sourceLines: [String] {
        guard census.sources.count > 1 else { return [] }
        let lines = census.sources.prefix(SampleReport.mostSources).map { source in
            "\(source.name): "
                + zip(Difficulty.allCases, source.labels).filter { $0.1 > 0 }
                .map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
        }
        return lines + SampleReport.rest(census.sources.count)
    }

    private var priorLines: [String] {
        guard let priors else { return [] }
        func text(_ name: String, _ prior: BetaPosterior.Prior) -> String {
            "prior of \(name): Beta(\(Format.fixed(prior.alpha, 3)), "
                + "\(Format.fixed(prior.beta, 3)))"
        }
        return [text("all sources", priors.pooled)]
            + priors.sources.prefix(SampleReport.mostSources).map { text($0.source, $0.prior) }
            + SampleReport.rest(priors.sources.count)
    }

    private static func rest(_ count: Int) -> [String] {
        count > mostSources ? ["and \(count - mostSources) more sources"] : []
    }

    private var shortcutLines: [String] {
        var lines: [String] = []
        if figures.blind.draws > 0 {
            lines.append(
                "without pictures \(SampleReport.share(figures.blind)) answers are right, with them "
                    + "\(SampleReport.share(figures.answers)); \(census.shortcuts.right) of "
                    + "\(census.shortcuts.draws) questions need none")
        }
        if figures.ofAll.draws > 0 {
            lines.append(
                "language shortcuts (right, though the description is not enough): "
                    + "\(SampleReport.share(figures.ofAll)) answers with a description, "
                    + "\(SampleReport.share(figures.ofRight)) right ones whose description does "
                    + "not state the answer")
        }
        return lines
    }

    private var constantLines: [String] {
        guard census.easyConstant > 0 else { return [] }
        return [
            "\(census.easyConstant) easy questions had some part of the reward (format, keywords, length) the "
                + "same in all draws: that part teaches nothing of them"
        ]
    }

    /// As `12.0 % [9.1, 15.6] of 400`, with Wilson's interval.
    private static func share(_ trials: TrialCounts) -> String {
        let interval = WilsonInterval(right: trials.right, count: trials.draws)
        let share = Double(trials.right) / Double(max(1, trials.draws))
        return Format.share(share, low: interval.low, high: interval.high)
            + " of \(trials.draws)"
    }
}
