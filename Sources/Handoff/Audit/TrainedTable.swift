public import Records
public import Storage

/// `trained.parquet`: for each question of a phase what was planned and what was drawn, with the grader's
/// verdicts: evidence for the next labels.
public enum TrainedTable {
    /// The file's name.
    public static let file = "trained.parquet"

    /// Its columns.
    public static let columns: [ParquetColumn] =
        [ParquetColumn("question", .string, isNullable: false)]
        + [
            "planned", "drawn", "right", "not_right", "no_answer_found", "truncated",
            "not_gradable",
        ].map { ParquetColumn($0, .int64, isNullable: false) }
        + [ParquetColumn("mean_reward", .double)]

    /// Writes it.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public static func write(_ audit: ConsumptionAudit, to folder: String) throws(Fault) {
        let table = try ParquetRowWriter("\(folder)/\(file)", columns: columns)
        for row in audit.rows {
            table.put(row.question)
            table.put(row.planned)
            table.put(row.consumed)
            table.put(row.verdicts.right)
            table.put(row.verdicts.notRight)
            table.put(row.verdicts.noAnswerFound)
            table.put(row.verdicts.truncated)
            table.put(row.verdicts.notGradable)
            if row.consumed > 0 {
                table.put(row.scoreSum / Double(row.consumed))
            } else {
                table.putNull()
            }
            try table.endRow()
        }
        try table.close()
    }
}
