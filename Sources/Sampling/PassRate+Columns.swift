public import Storage

extension PassRate {
    /// The columns of `pass_rates.parquet`.
    public static let columns: [ParquetColumn] =
        [ParquetColumn("question", .string, isNullable: false)]
        + ["right", "draws", "not_gradable", "missing"].map {
            ParquetColumn($0, .int64, isNullable: false)
        }
        + ["posterior_mean", "low", "high", "p_easy", "p_medium", "p_hard"].map {
            ParquetColumn($0, .double, isNullable: false)
        }
        + ["difficulty", "reason"].map { ParquetColumn($0, .string, isNullable: false) }
}
