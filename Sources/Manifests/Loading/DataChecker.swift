import Records

/// Checks what enabled stages ask of the data sets' questions: responses to imitate, keywords that a
/// reward counts, capabilities that a phase chooses.
///
/// A generated data set has all of these. Of one of files only what is certain before a row is read is
/// said: a column that is not mapped is missing from every question.
struct DataChecker {
    private let stages: [StageSpecification]
    private let datasets: [DatasetSpecification]
    private let answersOnly: AnswersOnly?
    /// What is wrong.
    private(set) var faults: [Fault] = []
    /// What will be left out, a sentence each.
    private(set) var notices: [String] = []

    /// Checks stages against data sets.
    ///
    /// - Parameter policy: the run's own.
    init(
        _ stages: [StageSpecification], on datasets: [DatasetSpecification],
        with policy: PolicySettings
    ) {
        self.stages = stages.filter(\.enabled)
        self.datasets = datasets
        answersOnly = AnswersOnly(self.stages, with: policy)
        for stage in self.stages {
            switch stage.settings {
            case .supervised(let settings): check(settings, of: stage)
            case .alignment(let settings): check(settings, of: stage)
            case .curriculum(let settings): check(settings, of: stage)
            case .reinforcement(let settings): check(settings.reward, of: stage)
            case .export(let settings): check(settings.reward, of: stage)
            case .handOff(let settings): check(settings.phase.reward, of: stage)
            default: break
            }
        }
    }

    private mutating func report(
        _ message: String, _ field: String, of stage: StageSpecification, remedy: String
    ) {
        faults.append(
            Fault(.badInput, message, remedy: remedy, location: stage.location(of: field)))
    }

    /// The data sets that have a split; all of them where none is named.
    private func datasets(with split: String?) -> [DatasetSpecification] {
        guard let split else { return datasets }
        return datasets.filter { $0.splitNames.contains(split) }
    }

    /// Whether there are data sets, and no question of them has a column.
    private func lacks(
        _ column: KeyPath<ColumnMap, ColumnRule?>, _ datasets: [DatasetSpecification]
    ) -> Bool {
        !datasets.isEmpty
            && datasets.allSatisfy { $0.generator == nil && $0.columns[keyPath: column] == nil }
    }

    private mutating func check(_ settings: SupervisedSettings, of stage: StageSpecification) {
        // A teacher's answers are responses to imitate, and some can be read without the picture.
        guard settings.targets == nil, let split = settings.split else { return }
        let read = datasets(with: split)
        let name = Wording.quoted(stage.name)
        if settings.textOnlyRows > 0, lacks(\.textOnlyTarget, read) {
            let whole = answersOnly.map {
                "; or, where the data give answers alone, write in the manifest what "
                    + "`pipeline new manifest NAME` writes for such data: \($0.line)"
            }
            report(
                "`text_only_rows` of the stage \(name) is \(settings.textOnlyRows), but no data set "
                    + "maps `columns.text_only_target` in the split \(Wording.quoted(split))",
                "text_only_rows", of: stage,
                remedy: "map `columns.text_only_target`, or set `text_only_rows: 0`"
                    + (whole ?? ""))
        }
        if lacks(\.target, read) {
            let answer = read.lazy.compactMap(\.columns.answer?.fieldText).first
            let example = answer.map {
                "; `target: \($0)` where the answer is all that the policy is to write"
            }
            report(
                "the stage \(name) imitates the responses of the split \(Wording.quoted(split)), but "
                    + "no data set maps `columns.target`", "split", of: stage,
                remedy: "map `columns.target` in the data set"
                    + (example ?? ", or name a teacher's `rollout` stage as `targets`"))
        }
    }

    private mutating func check(_ settings: AlignmentSettings, of stage: StageSpecification) {
        guard lacks(\.keywords, datasets(with: settings.split)) else { return }
        report(
            "the stage \(Wording.quoted(stage.name)) learns how keywords fit pictures, but no data "
                + "set maps `columns.keywords` in the split \(Wording.quoted(settings.split))",
            "enabled", of: stage,
            remedy: "map `columns.keywords`, or set `enabled: false` here and `scorer: null` and "
                + "`reward.alignment: 0` in the stages that it scores for")
    }

    /// The data sets whose questions a curriculum's phases choose among.
    private func datasets(of curriculum: CurriculumSettings) -> [DatasetSpecification] {
        guard
            case .sample(let sample)? = stages.first(where: { $0.name == curriculum.labels })?
                .settings,
            case .rollout(let rollouts)? = stages.first(where: { $0.name == sample.rollouts })?
                .settings,
            rollouts.phase == nil
        else { return datasets }
        return datasets(with: rollouts.split)
    }

    private mutating func check(_ settings: CurriculumSettings, of stage: StageSpecification) {
        let read = datasets(of: settings)
        let possible = Capability.allCases.filter { capability in
            read.contains { $0.possibleCapabilities.contains(capability) }
        }
        guard !possible.isEmpty else { return }
        for (index, phase) in settings.phases.enumerated()
        where !phase.capabilities.contains(where: possible.contains) {
            let wanted = Wording.alternatives(phase.capabilities.map(\.rawValue))
            if phase.optional {
                notices.append(
                    "the phase \(Wording.quoted(phase.name)) of \(Wording.quoted(stage.name)) will "
                        + "be left out: no data set gives a question the capability \(wanted)")
                continue
            }
            report(
                "the phase \(Wording.quoted(phase.name)) takes questions of capability \(wanted), "
                    + "but the data sets give only "
                    + possible.map { Wording.quoted($0.rawValue) }.joined(separator: " and "),
                "phases.\(index).capabilities", of: stage,
                remedy: "change `capability` of a data set, or what the phase takes, or mark the "
                    + "phase `optional: true` to go on without it")
        }
    }

    private mutating func check(_ reward: RewardSettings, of stage: StageSpecification) {
        guard reward.keywords > 0, let (name, phaseName) = stage.settings.phase,
            case .curriculum(let curriculum)? = stages.first(where: { $0.name == name })?.settings,
            let phase = curriculum.phases.first(where: { $0.name == phaseName })
        else { return }
        // What comes again is of earlier phases, whatever capability those take.
        let capabilities = phase.replay == nil ? phase.capabilities : Capability.allCases
        let read = datasets(of: curriculum).filter {
            $0.possibleCapabilities.contains(where: capabilities.contains)
        }
        guard lacks(\.keywords, read) else { return }
        report(
            "`reward.keywords` of the stage \(Wording.quoted(stage.name)) is "
                + "\(NumberText.short(reward.keywords)), but no data set of its phase maps "
                + "`columns.keywords`", "reward.keywords", of: stage,
            remedy: "map `columns.keywords`, or set `reward.keywords: 0`")
    }
}

extension DatasetSpecification {
    /// The capabilities that its rule, or its generator, can give a question.
    var possibleCapabilities: [Capability] {
        switch capability {
        case .constant(let capability)?: [capability]
        case .values(_, let values)?: values.map(\.capability)
        case .patterns(let patterns, let otherwise)?:
            patterns.map(\.capability) + (otherwise.map { [$0] } ?? [])
        case nil: Capability.allCases
        }
    }
}

extension ColumnRule {
    /// The path of a field as YAML writes it; nothing for what is made of several.
    fileprivate var fieldText: String? {
        guard case .field(let path) = self else { return nil }
        let text = path.description
        let isWord = text.utf8.first.map { (97...122).contains($0 | 32) } ?? false
        return isWord ? text : JSONValue.string(text).serialized
    }
}
