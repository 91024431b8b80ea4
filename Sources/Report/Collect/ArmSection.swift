import Records

/// Arms that a `compare` stage pairs by seed.
struct ArmSection {
    let comparisons: [RunMaterial.Done]

    var section: ReportSection? {
        var table = ReportTable(
            "arms", "Arms, paired by seed",
            [
                .key("stage", "stage"), .key("figure", "figure"), .key("arm", "arm"),
                .init("seeds", "seeds"), .init("mean", "mean"),
                .init("standard_error", "standard error"), .init("difference", "difference"),
                .init("low", "95 % low"), .init("high", "high"),
            ])
        for stage in comparisons {
            for row in stage.details["comparison"]?.arrayValue ?? [] {
                table.append([
                    .text(stage.name), .text(row["figure"]), .text(row["arm"]),
                    .count(row["seeds"]), .number(row["mean"]), .number(row["standard_error"]),
                    .number(row["difference"]), .number(row["low"]), .number(row["high"]),
                ])
            }
        }
        guard !table.rows.isEmpty else { return nil }
        return ReportSection(
            "arms", "Arms compared",
            sentences: [
                "The mean over seeds with its standard error, and the difference from the first arm "
                    + "seed by seed with its 95 % interval (Student's t). An interval that holds 0 "
                    + "says that the effect is smaller than the interval, not that there is none."
            ],
            tables: [table])
    }
}
