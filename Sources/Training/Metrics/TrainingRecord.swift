public import Records
import Storage

/// What the steps of a run measured and took.
///
/// What they measured is the same bits in every run and goes into checkpoints; what they took does
/// not, and has a table of its own.
public struct TrainingRecord: Sendable {
    /// A row a step: its number, from 1, and what it measured.
    public internal(set) var rows: [JSONValue] = []
    /// What each step took; nothing where that was lost with a killed process.
    public internal(set) var timings: [StepTiming?] = []

    /// The name of the table of what steps measured in an artifact.
    private static let tableName = "metrics.parquet"
    /// The name of the table of what steps took, the only file of an artifact that differs from run to
    /// run.
    private static let timingsName = "timings.parquet"
    /// The name of the folder of TensorBoard's events in an artifact.
    static let eventsFolder = "tensorboard"

    mutating func append(_ metrics: StepMetrics, _ timing: StepTiming) {
        rows.append(
            .object(
                [.init("step", .integer(rows.count + 1))]
                    + metrics.values.map { .init($0.name, .real($0.value)) }))
        timings.append(timing)
    }

    /// What each step measured, under the names that tables and events have.
    private var figures: [(step: Int, values: [(name: String, value: Double)])] {
        rows.map { row in
            let values = (row.objectValue ?? []).dropFirst().compactMap { member in
                member.value.realValue.map { (name: member.name, value: $0) }
            }
            return (row["step"]?.integerValue ?? 0, values)
        }
    }

    /// Writes `metrics.parquet`, `timings.parquet` and TensorBoard's events into a folder.
    ///
    /// Both tables have a row a step and its number in `step` (64-bit). `metrics.parquet` has each
    /// metric that some step measured (double, null where a step did not); `timings.parquet` has
    /// `wall_seconds`, `cpu_seconds` and `tokens_per_second` (double, null where they were lost with a
    /// killed process). The events have what steps measured, each as many seconds after 1970 as its
    /// step's number, so that they too are the same bytes in every run.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func write(to folder: String) throws(Fault) {
        try writeTables(to: folder)
        let events = folder + "/" + TrainingRecord.eventsFolder
        try FileSystem.createFolder(events)
        var file = try TensorBoardFile(in: events)
        for (step, values) in figures { try file.append(step: step, values, Double(step)) }
        try file.flush()
    }

    /// Writes the tables; see above.
    func writeTables(to folder: String) throws(Fault) {
        let figures = self.figures
        try TrainingRecord.write(
            figures, columns: metricNames, to: folder + "/" + TrainingRecord.tableName)
        try TrainingRecord.write(
            zip(figures, timings).map { ($0.step, $1?.figures ?? []) },
            columns: StepTiming.figureNames, to: folder + "/" + TrainingRecord.timingsName)
    }

    /// Every metric that some step measured, in the order in which they came.
    private var metricNames: [String] {
        var names: [String] = []
        for name in figures.lazy.flatMap(\.values).map(\.name) where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    private static func write(
        _ rows: [(step: Int, values: [(name: String, value: Double)])], columns: [String],
        to path: String
    ) throws(Fault) {
        let writer = try ParquetRowWriter(
            path,
            columns: [ParquetColumn("step", .int64, isNullable: false)]
                + columns.map { ParquetColumn($0, .double) })
        for (step, values) in rows {
            writer.put(step)
            for name in columns {
                if let entry = values.first(where: { $0.name == name }) {
                    writer.put(entry.value)
                } else {
                    writer.putNull()
                }
            }
            try writer.endRow()
        }
        try writer.close()
    }
}

extension TrainingRecord {
    /// The rows as the checkpoint keeps them.
    var lines: [UInt8] {
        var lines: [UInt8] = []
        for row in rows {
            row.append(to: &lines)
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
    }

    /// What the steps took as `timings` reads it.
    private var timingLines: [UInt8] {
        var lines: [UInt8] = []
        for timing in timings {
            (timing?.json ?? .null).append(to: &lines)
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
    }

    /// Keeps what the steps took for a run that goes on.
    func saveTimings(to path: String) throws(Fault) {
        try FileSystem.write(timingLines, to: path)
    }

    /// The record of a checkpoint.
    ///
    /// - Parameters:
    ///   - rows: the checkpoint's rows.
    ///   - timings: the file of `saveTimings`; it may be missing, or behind the rows.
    init(rows path: String, timings: String) throws(Fault) {
        rows = try TrainingRecord.values(path)
        var known: [StepTiming?] = []
        if try FileSystem.status(timings) != nil {
            // Nobody misses what a torn file lost.
            for value in (try? TrainingRecord.values(timings)) ?? [] {
                known.append(try? StepTiming(json: value))
            }
        }
        self.timings = rows.indices.map { $0 < known.count ? known[$0] : nil }
    }

    private static func values(_ path: String) throws(Fault) -> [JSONValue] {
        var values: [JSONValue] = []
        for line in try FileSystem.read(path).split(separator: UInt8(ascii: "\n")) {
            values.append(try JSONReader.parse(Array(line), file: path))
        }
        return values
    }
}
