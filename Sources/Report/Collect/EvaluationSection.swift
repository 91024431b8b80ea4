import Records

/// What policies were worth on held-out questions.
struct EvaluationSection {
    let evaluations: [RunMaterial.Done]

    var section: ReportSection? {
        guard !evaluations.isEmpty else { return nil }
        return ReportSection(
            "evaluation", "Held-out evaluation",
            sentences: [
                "Shares of right answers with Wilson's 95 % interval over questions, since draws of "
                    + "one question are not independent. Sampled is at temperature 1. Blind is "
                    + "without the pictures: what is right there comes from the language alone."
            ],
            tables: [accuracy, descriptions, families, baselines].filter { !$0.rows.isEmpty },
            charts: [
                ReportChart(
                    "Accuracy on held-out questions", of: accuracy.name,
                    .intervals(
                        panel: "capability", labels: ["stage", "policy", "mode"],
                        value: "accuracy", low: "low", high: "high"), unit: "accuracy",
                    summary: "Accuracy of each policy and way of answering, with intervals, for all "
                        + "questions and for each capability.")
            ])
    }

    private var accuracy: ReportTable {
        rates("accuracy", "Accuracy", group: "capability", display: .folded)
    }

    private var families: ReportTable {
        rates("families", "Accuracy by family", group: "family", display: .folded)
    }

    /// The rows of `accuracy.jsonl` or `families.jsonl`.
    private func rates(
        _ name: String, _ title: String, group: String, display: ReportTable.Display
    ) -> ReportTable {
        var table = ReportTable(
            name, title,
            [
                .key("stage", "stage"), .key("policy", "policy"), .key("mode", "mode"),
                .key(group, group), .init("questions", "questions"), .init("draws", "answers"),
                .init("right", "right"), .init("accuracy", "accuracy"), .init("low", "95 % low"),
                .init("high", "high"), .init("tokens", "tokens"),
            ], display: display)
        for stage in evaluations {
            for row in stage.details[name]?.arrayValue ?? [] {
                table.append([
                    .text(stage.name), .text(row["policy"]), .text(row["mode"]),
                    .text(row[group]), .count(row["questions"]), .count(row["draws"]),
                    .count(row["right"]), .share(row["accuracy"]), .share(row["low"]),
                    .share(row["high"]), .count(row["tokens"]),
                ])
            }
        }
        return table
    }

    private var descriptions: ReportTable {
        var table = ReportTable(
            "descriptions", "What descriptions are worth",
            [
                .key("stage", "stage"), .key("policy", "policy"), .key("mode", "mode"),
                .key("reader", "read by"), .key("capability", "capability"),
                .init("sufficiency", "sufficient"), .init("sufficiency_low", "95 % low"),
                .init("sufficiency_high", "high"), .init("keyword_recall", "keywords named"),
                .init("keyword_precision", "right of those named"),
            ], display: .folded)
        for stage in evaluations {
            for row in stage.details["descriptions"]?.arrayValue ?? [] {
                table.append([
                    .text(stage.name), .text(row["policy"]), .text(row["mode"]),
                    .text(row["reader"]), .text(row["capability"]), .share(row["sufficiency"]),
                    .share(row["sufficiency_low"]), .share(row["sufficiency_high"]),
                    .share(row["keyword_recall"]), .share(row["keyword_precision"]),
                ])
            }
        }
        return table
    }

    private var baselines: ReportTable {
        var table = ReportTable(
            "baselines", "What answers without a policy come to",
            [.key("stage", "stage"), .key("baseline", "baseline"), .init("accuracy", "accuracy")])
        for stage in evaluations {
            for member in stage.details["baselines"]?.objectValue ?? [] {
                table.append([
                    .text(stage.name), .text(member.name.replacing("_", with: " ")),
                    .share(member.value),
                ])
            }
        }
        return table
    }
}
