import Records
import Sampling

/// How often questions are answered from language rather than from the picture.
struct ShortcutSection {
    let samples: [RunMaterial.Done]
    let evaluations: [RunMaterial.Done]

    var section: ReportSection? {
        let tables = [rates, sampled].filter { !$0.rows.isEmpty }
        guard !tables.isEmpty else { return nil }
        let charts = rates.rows.isEmpty
            ? []
            : [
                ReportChart(
                    "Language shortcuts among right answers", of: rates.name,
                    .intervals(
                        panel: "capability", labels: ["stage", "policy", "mode", "reader"],
                        value: "of_right", low: "of_right_low", high: "of_right_high"),
                    unit: "share of right answers",
                    summary: "For each policy, the share of right answers whose description does not "
                        + "suffice, with intervals.")
            ]
        return ReportSection(
            "shortcuts", "Language shortcuts",
            sentences: [
                "A right answer whose own description does not lead to it may come from language "
                    + "rather than from the picture. Vision-SR1's rate is of all responses and falls "
                    + "when accuracy falls; that of right answers is what to compare policies of "
                    + "different accuracy by. Intervals are Wilson's, at 95 %."
            ],
            tables: tables, charts: charts)
    }

    private var rates: ReportTable {
        var table = ReportTable(
            "rates", "On held-out questions",
            [
                .key("stage", "stage"), .key("policy", "policy"), .key("mode", "mode"),
                .key("reader", "read by"), .key("capability", "capability"),
                .init("of_all", "of all"), .init("of_all_low", "95 % low"),
                .init("of_all_high", "high"), .init("of_right", "of right answers"),
                .init("of_right_low", "95 % low"), .init("of_right_high", "high"),
            ], display: .folded)
        for stage in evaluations {
            for row in stage.details["descriptions"]?.arrayValue ?? [] {
                table.append([
                    .text(stage.name), .text(row["policy"]), .text(row["mode"]),
                    .text(row["reader"]), .text(row["capability"]),
                    .share(row["shortcut_rate"]), .share(row["shortcut_rate_low"]),
                    .share(row["shortcut_rate_high"]), .share(row["shortcuts_of_right"]),
                    .share(row["shortcuts_of_right_low"]),
                    .share(row["shortcuts_of_right_high"]),
                ])
            }
        }
        return table
    }

    private static let names = [
        ("questions", "questions answered without the picture"),
        ("blind_right", "right answers without the picture, of all such draws"),
        ("of_all", "right answers whose description does not suffice, of all described"),
        ("of_right", "the same, of right answers whose description does not state the answer"),
    ]

    private var sampled: ReportTable {
        var table = ReportTable(
            "sampled", "On sampled questions",
            [
                .key("stage", "stage"), .key("figure", "figure"), .init("count", "count"),
                .init("of", "of"), .init("share", "share"), .init("low", "95 % low"),
                .init("high", "high"),
            ])
        for stage in samples {
            for (name, title) in ShortcutSection.names {
                let figure = stage.details["shortcuts"]?[name]
                guard let count = figure?["count"]?.integerValue,
                    let whole = figure?["of"]?.integerValue, whole > 0
                else { continue }
                let interval = WilsonInterval(right: count, count: whole)
                table.append([
                    .text(stage.name), .text(title), .count(count), .count(whole),
                    .share(count, of: whole), .share(interval.low), .share(interval.high),
                ])
            }
        }
        return table
    }
}
