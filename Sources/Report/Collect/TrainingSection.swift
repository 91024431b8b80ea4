import Records

/// Curves of training: rewards, divergence, entropy, accuracy.
struct TrainingSection {
    let series: [TrainingSeries]

    /// What is told first of what a step measures, in this order; the rest is in the table.
    private static let told = [
        "reward", "accuracy", "kl", "entropy", "zero_advantage_groups", "response_tokens",
        "truncated", "loss", "text_only_loss", "clip_fraction", "gradient_norm",
    ]

    var section: ReportSection? {
        guard !series.isEmpty else { return nil }
        let reinforcement = series.filter(\.isReinforcement)
        let others = series.filter { !$0.isReinforcement }
        let rewards = curves("rewards", "Rewards by step", reinforcement) {
            $0.hasPrefix("reward")
        }
        let dynamics = curves("dynamics", "What steps measured", reinforcement) {
            TrainingSection.told.dropFirst().contains($0)
        }
        let supervised = curves("supervised", "Supervised training", others) {
            TrainingSection.told.contains($0)
        }
        let tables = [rewards, dynamics, supervised].filter { !$0.rows.isEmpty }
        return ReportSection(
            "training", "Training",
            sentences: partial + [
                "A step is one batch of questions. Phases that go on from one another have their steps "
                    + "counted on. Curves of more than \(Format.count(TrainingSeries.pointsShown)) "
                    + "steps show means of equal runs of steps. KL is the divergence from the policy "
                    + "that a phase began with, in nats a token; entropy is in nats."
            ],
            tables: [summary] + tables,
            charts: tables.map { table in
                ReportChart(
                    table.title, of: table.name,
                    .lines(panel: "metric", series: ["stage"], step: "place", value: "value"),
                    summary:
                        "A panel for each metric, a line for each stage; first and last values "
                        + "are in the table.")
            })
    }

    /// Which curves are not of all steps.
    private var partial: [String] {
        let names = series.filter(\.isPartial).map { "`\($0.stage)`" }
        guard !names.isEmpty else { return [] }
        return [
            "Not of all steps: \(names.joined(separator: ", ")). What has published no table of its steps, since "
                + "it still trains, was stopped, or was trained by another trainer, is shown by what it told as "
                + "it went, five times a second at most."
        ]
    }

    private var summary: ReportTable {
        var table = ReportTable(
            "metrics", "First and last steps",
            [
                .key("stage", "stage"), .key("metric", "metric"), .init("steps", "steps"),
                .init("first_ten", "mean of first ten"), .init("last_ten", "mean of last ten"),
                .init("mean", "mean of all"),
            ])
        for series in series {
            for metric in series.metrics {
                table.append([
                    .text(series.stage), .text(metric.name), .count(series.stepCount),
                    .number(metric.firstTen), .number(metric.lastTen), .number(metric.mean),
                ])
            }
        }
        return table
    }

    private func curves(
        _ name: String, _ title: String, _ series: [TrainingSeries],
        _ isTold: (String) -> Bool
    ) -> ReportTable {
        var table = ReportTable(
            name, title,
            [
                .key("metric", "metric"), .key("stage", "stage"), .key("step", "step"),
                .init("place", "steps in all"), .init("value", "value"),
            ], display: .chart)
        var names = OrderedCounts()
        for metric in series.flatMap(\.metrics) where isTold(metric.name) { names.add(metric.name) }
        let order = names.entries.map(\.name).sorted { place($0) < place($1) }
        for name in order {
            for series in series {
                guard let metric = series.metric(name) else { continue }
                for point in series.points(metric) {
                    table.append([
                        .text(name), .text(series.stage), .count(point.step),
                        .count(series.offset + point.step), .number(point.value),
                    ])
                }
            }
        }
        return table
    }

    private func place(_ name: String) -> Int {
        TrainingSection.told.firstIndex(of: name) ?? TrainingSection.told.count
    }
}
