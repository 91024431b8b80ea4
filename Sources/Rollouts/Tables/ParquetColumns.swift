public import Records
public import Storage

extension DrawRow {
    /// The columns of `draws.parquet`; `verdict` is one that came with a recorded response.
    public static let columns: [ParquetColumn] =
        common + [ParquetColumn("verdict", .string)]

    /// What `draws` and `rollouts` have in common.
    fileprivate static let common: [ParquetColumn] = [
        ParquetColumn("question", .string, isNullable: false),
        ParquetColumn("kind", .string, isNullable: false),
        ParquetColumn("draw", .int64, isNullable: false), ParquetColumn("parent", .int64),
        ParquetColumn("response", .string, isNullable: false), ParquetColumn("tokens", .int64),
        ParquetColumn("finish_reason", .string, isNullable: false),
        ParquetColumn("seed", .string), ParquetColumn("seconds", .double),
    ]
}

extension Rollout {
    /// The columns of `rollouts.parquet`.
    public static let columns: [ParquetColumn] =
        DrawRow.common + [
            ParquetColumn("answer", .string),
            ParquetColumn("verdict", .string, isNullable: false),
            ParquetColumn("states_answer", .bool), ParquetColumn("right_but_format", .bool),
            ParquetColumn("grader", .string, isNullable: false),
            ParquetColumn(
                "rewards",
                .list(
                    of: .structure([
                        ParquetColumn("name", .string, isNullable: false),
                        ParquetColumn("value", .double, isNullable: false),
                    ]), nullableElements: false), isNullable: false),
            ParquetColumn("provenance", .string, isNullable: false),
        ]
}

extension MissingDraw {
    /// The columns of `missing.parquet`.
    public static let columns: [ParquetColumn] = [
        ParquetColumn("question", .string, isNullable: false),
        ParquetColumn("kind", .string, isNullable: false),
        ParquetColumn("draw", .int64, isNullable: false),
        ParquetColumn("reason", .string, isNullable: false),
        ParquetColumn("detail", .string, isNullable: false),
    ]
}

extension DrawGroup {
    /// The columns of `groups.parquet`.
    public static let columns: [ParquetColumn] = [
        ParquetColumn("question", .string, isNullable: false),
        ParquetColumn("kind", .string, isNullable: false),
        ParquetColumn("asked", .int64, isNullable: false),
        ParquetColumn("wanted", .int64, isNullable: false),
        ParquetColumn("end", .string, isNullable: false),
    ]
}
