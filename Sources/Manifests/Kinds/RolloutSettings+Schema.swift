extension RolloutSettings {
    /// A `rollout` stage.
    static let schema = ObjectSchema(
        "draws responses from a policy", initial: RolloutSettings(),
        fields: [
            Field(
                "policy", \.policy, .optional(.reference(.supervised, .reinforcement)),
                "the `train` stage whose policy answers, or the name of one of the manifest's "
                    + "`policies`; without it, the manifest's `policy`"),
            Field(
                "questions", \.questions, .reference(.ingest), isRequired: true,
                "the `ingest` stage whose questions are asked, or that holds the phase's pictures"),
            Field("split", \.split, .splitName, "the split that is asked, unless a phase is"),
            Field(
                "curriculum", \.curriculum, .optional(.reference(.curriculum)),
                "the `curriculum` stage of the phase that is asked, in place of a split"),
            Field("phase", \.phase, .optional(.someText), "the phase that is asked"),
            Field(
                "labels", \.labels, .optional(.reference(.sample)),
                "the `sample` stage by whose labels `subset` chooses"),
            Field(
                "subset", \.subset, .optional(.object(Subset.schema)),
                "which of the questions are asked; without it, all"),
            Field(
                "n", \.draws, .integer(from: 1, to: 65536),
                "draws for each question; with `stop`, the most of them"),
            Field("temperature", \.temperature, .real(from: 0.001), "temperature of sampling"),
            Field(
                "top_p", \.topShare, .real(above: 0, to: 1),
                "samples among the likeliest tokens that together have this probability"),
            Field(
                "stop", \.stop, .choice,
                "when a question needs no further draws: `none` (all `n` are made), `exact` (a "
                    + "right answer is there and one that is not; the labels are those of `n` "
                    + "draws), `posterior` (the label is certain enough)"),
            Field(
                "waves", \.waves, .list(of: .integer(from: 1, to: 65536), minimum: 1),
                "draws that are made before the verdicts are looked at, again and again; the last "
                    + "of them for as long as it takes"),
            Field(
                "certainty", \.certainty, .real(above: 0, to: 1),
                "how probable a label must be for `stop: posterior`"),
            Field(
                "easy_above", \.easyAbove, .real(from: 0, to: 1),
                "pass rates above it are easy, for `stop: posterior` and `budget`"),
            Field(
                "hard_below", \.hardBelow, .real(from: 0, to: 1),
                "pass rates below it are hard, for `stop: posterior` and `budget`"),
            Field(
                "budget", \.budget, .integer(from: 0, to: 1_000_000_000),
                "further draws, in all, for the questions where they reduce the expected error of "
                    + "the labels most"),
            Field(
                "budget_wave", \.budgetWave, .integer(from: 1, to: 65536),
                "how many of them a question gets at a time"),
            Field(
                "passes", \.passes, .list(of: .object(Pass.schema)),
                "further draws that show what the pictures are good for"),
            Field(
                "limit", \.limit, .optional(.integer(from: 1)),
                "the most questions that are asked, in their order; without it, all"),
            Field(
                "unit_questions", \.unitQuestions, .integer(from: 1),
                "questions of one unit of work"),
        ],
        rules: [
            { settings, path, decoding in
                let pairs = [
                    ("curriculum", settings.curriculum != nil, "phase", settings.phase != nil),
                    ("labels", settings.labels != nil, "subset", settings.subset != nil),
                ]
                for (first, hasFirst, second, hasSecond) in pairs where hasFirst != hasSecond {
                    let (there, lacking) = hasFirst ? (first, second) : (second, first)
                    decoding.report(
                        "`\(there)` is given without `\(lacking)`",
                        field: Wording.join(path, there), remedy: "add `\(lacking)`")
                }
                if settings.hardBelow > settings.easyAbove {
                    decoding.report(
                        "`hard_below` is above `easy_above`; expected hard pass rates below easy "
                            + "ones", field: Wording.join(path, "hard_below"))
                }
                for (index, pass) in settings.passes.enumerated()
                where settings.passes[..<index].contains(where: { $0.kind == pass.kind }) {
                    decoding.report(
                        "the pass \(Wording.quoted(pass.kind.rawValue)) is there twice",
                        field: Wording.join(path, "passes.\(index).kind"),
                        remedy: "raise `n` of the other instead")
                }
            }
        ])
}

extension RolloutSettings.Pass {
    /// Further draws of each question.
    static let schema = ObjectSchema(
        "further draws of each question", initial: RolloutSettings.Pass(),
        fields: [
            Field(
                "kind", \.kind, .choice, isRequired: true,
                "what is asked: `description` (the question and an answer's own description, "
                    + "without pictures) or `blind` (the question alone)"),
            Field(
                "n", \.draws, .integer(from: 1, to: 65536),
                "draws: for each description, or for each question"),
            Field(
                "strip_choices", \.stripsChoices, .bool,
                "whether the options of multiple-choice questions are left out"),
        ])
}

extension RolloutSettings.Subset {
    /// The `subset` key of a `rollout` stage.
    static let schema = ObjectSchema(
        "some of the questions, by their labels", initial: RolloutSettings.Subset(),
        fields: [
            Field(
                "share", \.share, .real(above: 0, to: 1),
                "the share that is asked of the questions of each source, capability and label, "
                    + "rounded up"),
            Field(
                "labels", \.labels, .list(of: .choice, isUnique: true),
                "the labels of those that are asked; without it, all"),
            Field(
                "capabilities", \.capabilities, .list(of: .choice, isUnique: true),
                "the capabilities of those that are asked; without it, all"),
            Field(
                "sources", \.sources, .list(of: .name, isUnique: true),
                "the data sets of those that are asked; without it, all"),
        ])
}
