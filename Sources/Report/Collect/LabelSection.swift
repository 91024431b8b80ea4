import Records

/// Labels, and how sure they are.
struct LabelSection {
    let survey: LabelSurvey
    let surveys: [LabelSurvey]

    var section: ReportSection {
        ReportSection(
            "labels", "Labels and their certainty",
            sentences: [
                "A label's certainty is the posterior probability that the pass rate lies where the "
                    + "label says: above the easy bound, below the hard one, or between. Of undecided "
                    + "and excluded questions it is that of the most probable label. One minus "
                    + "certainty, summed, is the expected number of wrong labels."
            ],
            tables: [labels, reasons, bins],
            charts: [
                ReportChart(
                    "Questions by label", of: labels.name,
                    .bars(labels: ["stage", "label"], values: ["questions"]), unit: "questions",
                    summary: "How many questions have each label."),
                ReportChart(
                    "Certainty of labels, stage \(survey.stage)", of: bins.name,
                    .histogram(
                        panels: ["label"], low: "from", high: "to", value: "questions",
                        interval: false), unit: "questions",
                    summary: "Histograms of the certainty of each label's questions."),
            ])
    }

    private var labels: ReportTable {
        var table = ReportTable(
            "labels", "Labels",
            [
                .key("stage", "stage"), .key("label", "label"), .init("questions", "questions"),
                .init("share", "share"), .init("mean_certainty", "mean certainty"),
                .init("expected_wrong", "expected wrong"),
                .init("certain_80", "80 % certain or more"), .init("certain_95", "95 % or more"),
            ])
        for survey in surveys {
            for label in Difficulty.allCases {
                let known = survey.certainties[label] ?? .init()
                let isLabel = label != .undecided && label != .excluded
                table.append([
                    .text(survey.stage), .text(label.rawValue), .count(known.count),
                    .share(known.count, of: survey.all.questions),
                    known.count == 0 ? .none : .share(known.sum / Double(known.count)),
                    isLabel && known.count > 0
                        ? .number(Double(known.count) - known.sum) : .none,
                    .share(known.atLeast80, of: known.count),
                    .share(known.atLeast95, of: known.count),
                ])
            }
        }
        return table
    }

    private var reasons: ReportTable {
        var table = ReportTable(
            "reasons", "Why drawing ended, or why there is no label",
            [
                .key("stage", "stage"), .key("label", "label"), .key("reason", "reason"),
                .init("questions", "questions"),
            ])
        for survey in surveys {
            for label in Difficulty.allCases {
                for (name, count) in survey.reasons.entries {
                    let words = name.split(separator: " ")
                    guard words.count == 2, words[0] == label.rawValue else { continue }
                    table.append([
                        .text(survey.stage), .text(label.rawValue), .text(String(words[1])),
                        .count(count),
                    ])
                }
            }
        }
        return table
    }

    private var bins: ReportTable {
        var table = ReportTable(
            "certainty", "Questions by certainty",
            [
                .key("label", "label"), .key("from", "from"), .init("to", "to"),
                .init("questions", "questions"),
            ], display: .folded)
        for label in Difficulty.allCases {
            guard let known = survey.certainties[label] else { continue }
            for (bin, count) in known.bins.enumerated() {
                table.append([
                    .text(label.rawValue), .share(Double(bin) / 10),
                    .share(Double(bin + 1) / 10), .count(count),
                ])
            }
        }
        return table
    }
}
