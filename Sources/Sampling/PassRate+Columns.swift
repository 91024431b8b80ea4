public import Storage

extension PassRate {
    /// The columns of `pass_rates.parquet`.
    public static let columns: [ParquetColumn] =
        all(["question", "source"], .string)
        + [ParquetColumn("capability", .string), ParquetColumn("picture", .string)]
        + all(
            [
                "right", "draws", "no_answer_found", "truncated", "right_but_format",
                "not_gradable", "missing",
            ], .int64)
        + all(["alpha", "beta", "posterior_mean", "low", "high"], .double)
        + [ParquetColumn("wilson_low", .double), ParquetColumn("wilson_high", .double)]
        + all(["p_easy", "p_medium", "p_hard", "p_mixed", "reward_variance"], .double)
        + all(["constant_rewards"], .list(of: .string, nullableElements: false))
        + all(["blind_right", "blind_draws", "described_right", "described_draws"], .int64)
        + [ParquetColumn("p_shortcut", .double)]
        + all(["shortcut"], .bool)
        + all(["difficulty", "reason"], .string)

    private static func all(
        _ names: [String], _ type: ParquetColumn.ValueType
    ) -> [ParquetColumn] {
        names.map { ParquetColumn($0, type, isNullable: false) }
    }
}
