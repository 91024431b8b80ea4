import Records

/// Pass rates by source and capability.
struct PassRateSection {
    /// The labels that the histograms are of.
    let survey: LabelSurvey
    /// Those of every stage.
    let surveys: [LabelSurvey]
    /// What was taken of a pass rate before anything was drawn, as the stage's settings say it.
    let prior: String?

    var section: ReportSection {
        ReportSection(
            "pass_rates", "Pass rates",
            sentences: [
                "A pass rate is the probability that the policy answers a question right. Each has a "
                    + "Beta posterior; a bar is the number of questions whose pass rate is expected "
                    + "to lie in the bin, with its 95 % interval, of stage \(survey.stage). The share "
                    + "of right draws is not used: where drawing stops early it is biased."
            ]
                + (prior.map { ["The prior is \($0); docs/sampling.md tells what that means."] }
                    ?? []),
            tables: [means, bins],
            charts: [
                ReportChart(
                    "Questions by pass rate", of: bins.name,
                    .histogram(
                        panels: ["source", "capability"], low: "from", high: "to",
                        value: "expected", interval: true), unit: "questions",
                    summary: "Histograms of expected numbers of questions in ten bins of the pass "
                        + "rate, for all questions and for each source and capability.")
            ])
    }

    private var means: ReportTable {
        var table = ReportTable(
            "means", "Mean pass rate",
            [
                .key("stage", "stage"), .key("source", "source"),
                .key("capability", "capability"), .init("questions", "questions"),
                .init("mean", "mean"), .init("low", "95 % low"), .init("high", "high"),
            ])
        for survey in surveys {
            for (source, capability, bins) in PassRateSection.groups(survey) {
                table.append([
                    .text(survey.stage), .text(source), .text(capability),
                    .count(bins.questions), .share(bins.mean),
                    .share(bins.meanInterval.lowerBound), .share(bins.meanInterval.upperBound),
                ])
            }
        }
        return table
    }

    private var bins: ReportTable {
        var table = ReportTable(
            "histograms", "Questions by pass rate",
            [
                .key("source", "source"), .key("capability", "capability"),
                .key("from", "from"), .init("to", "to"),
                .init("by_mean", "by posterior mean"), .init("expected", "expected"),
                .init("low", "95 % low"), .init("high", "high"),
            ], display: .folded)
        for (source, capability, bins) in PassRateSection.groups(survey) {
            for bin in 0..<PassRateBins.count {
                let range = bins.interval(bin)
                table.append([
                    .text(source), .text(capability),
                    .share(Double(bin) / Double(PassRateBins.count)),
                    .share(Double(bin + 1) / Double(PassRateBins.count)),
                    .count(bins.byMean[bin]), .number(bins.expected(bin)),
                    .number(range.lowerBound), .number(range.upperBound),
                ])
            }
        }
        return table
    }

    private static func groups(
        _ survey: LabelSurvey
    ) -> [(source: String, capability: String, bins: PassRateBins)] {
        let order = ["coarse", "fine", "reasoning", ""]
        let own = survey.groups.sorted { left, right in
            left.source.utf8.elementsEqual(right.source.utf8)
                ? (order.firstIndex(of: left.capability) ?? 0)
                    < (order.firstIndex(of: right.capability) ?? 0)
                : left.source.utf8.lexicographicallyPrecedes(right.source.utf8)
        }.map { (source: $0.source, capability: $0.capability, bins: $0.bins) }
        return own.count == 1 ? own : [("all", "all", survey.all)] + own
    }
}
