import Records

/// The share of training groups without an advantage: before sampling, after it, and of the control.
struct AdvantageSection {
    let surveys: [LabelSurvey]
    let curricula: [CurriculumSurvey]
    let training: [TrainingSeries]

    var section: ReportSection? {
        guard !surveys.isEmpty || !measured.rows.isEmpty else { return nil }
        var charts: [ReportChart] = []
        if !expected.rows.isEmpty {
            charts.append(
                ReportChart(
                    "Expected share of groups without an advantage", of: expected.name,
                    .bars(labels: ["stage", "set"], values: ["zero_advantage"]), unit: "share",
                    summary: "The expected share for all labelled questions, for each phase, and "
                        + "for its control."))
        }
        return ReportSection(
            "advantages", "Groups without an advantage",
            sentences: [
                "A group of answers that are all right or all wrong teaches nothing. Before training, "
                    + "the share is expected from the posteriors of pass rates for groups of the "
                    + "trainer's size: 1 minus the mean probability of a mixed group. The share of "
                    + "questions whose own draws were all alike stands beside it. The two differ where "
                    + "drawing was longer or stopped early, and where the prior says more than the draws.",
                "Measured shares are those of training steps, where other terms of the reward than "
                    + "the answer's count too, and where the policy changes.",
            ],
            tables: [expected, measured].filter { !$0.rows.isEmpty }, charts: charts)
    }

    private var expected: ReportTable {
        var table = ReportTable(
            "expected", "Expected from pass rates",
            [
                .key("stage", "stage"), .key("set", "set"), .init("questions", "questions"),
                .init("zero_advantage", "expected without advantage"),
                .init("constant_draws", "draws all alike"),
            ])
        for survey in surveys {
            let known = survey.advantages.count
            guard known > 0 else { continue }
            // Sums of floating point have one order only where the values are sorted.
            let mixed = survey.advantages.values.map(\.mixed).sorted().reduce(0, +)
            table.append([
                .text(survey.stage), .text("all labelled"), .count(known),
                .share(1 - mixed / Double(known)),
                .share(survey.advantages.values.count(where: \.isConstant), of: known),
            ])
        }
        for curriculum in curricula {
            for phase in curriculum.phases where phase.known > 0 {
                table.append([
                    .text(curriculum.stage),
                    .text(phase.isControl ? "control of \(phase.name)" : "phase \(phase.name)"),
                    .count(phase.known), .share(1 - phase.mixed / Double(phase.known)),
                    .share(phase.constant, of: phase.known),
                ])
            }
        }
        return table
    }

    private var measured: ReportTable {
        var table = ReportTable(
            "measured", "Measured in training",
            [
                .key("stage", "stage"), .init("phase", "phase"), .init("set", "set"),
                .init("steps", "steps"), .init("zero_advantage", "mean of all steps"),
                .init("first_ten", "first ten steps"), .init("last_ten", "last ten"),
            ])
        for series in training {
            guard let metric = series.metric("zero_advantage_groups") else { continue }
            table.append([
                .text(series.stage), .text(series.phase ?? ""), .text(series.sample ?? ""),
                .count(series.stepCount), .share(metric.mean), .share(metric.firstTen),
                .share(metric.lastTen),
            ])
        }
        return table
    }
}
