public import Records
import Storage

/// What the steps of a run measured and took.
///
/// What they measured is the same bits in every run and goes into checkpoints; what they took does
/// not, and goes into the tables and events beside them only.
public struct TrainingRecord: Sendable {
    /// A row a step: its number, from 1, and what it measured.
    public internal(set) var rows: [JSONValue] = []
    /// What each step took; nothing where that was lost with a killed process.
    public internal(set) var timings: [StepTiming?] = []

    /// The name of the table in an artifact.
    public static let tableName = "metrics.parquet"
    /// The name of the folder of TensorBoard's events in an artifact.
    public static let eventsFolder = "tensorboard"

    mutating func append(_ metrics: StepMetrics, _ timing: StepTiming) {
        rows.append(
            .object(
                [.init("step", .integer(rows.count + 1))]
                    + metrics.values.map { .init($0.name, .real($0.value)) }))
        timings.append(timing)
    }

    /// What each step measured and took, under the names that tables and events have.
    private var figures: [(step: Int, time: Double, values: [(name: String, value: Double)])] {
        var time = 0.0
        return zip(rows, timings).map { row, timing in
            // Of a step whose time was lost it is known that it came after the one before.
            time = timing?.endedAt ?? time
            let values = (row.objectValue ?? []).dropFirst().compactMap { member in
                member.value.realValue.map { (name: member.name, value: $0) }
            }
            return (row["step"]?.integerValue ?? 0, time, values + (timing?.figures ?? []))
        }
    }

    /// Writes `metrics.parquet` and TensorBoard's events into a folder.
    ///
    /// The table has a row a step: `step` (64-bit), each metric that some step measured (double, null
    /// where a step did not), `wall_seconds`, `cpu_seconds` and `tokens_per_second`.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func write(to folder: String) throws(Fault) {
        try writeTable(to: folder + "/" + TrainingRecord.tableName)
        let events = folder + "/" + TrainingRecord.eventsFolder
        try FileSystem.createFolder(events)
        let figures = self.figures
        var file = try TensorBoardFile(in: events, at: figures.first?.time ?? 0)
        for (step, time, values) in figures { try file.append(step: step, values, time) }
        try file.flush()
    }

    /// Writes the table; see above.
    func writeTable(to path: String) throws(Fault) {
        let figures = self.figures
        let times = ["wall_seconds", "cpu_seconds", "tokens_per_second"]
        var names: [String] = []
        for (_, _, values) in figures {
            for (name, _) in values where !names.contains(name) && !times.contains(name) {
                names.append(name)
            }
        }
        names += times
        let writer = try ParquetRowWriter(
            path,
            columns: [ParquetColumn("step", .int64, isNullable: false)]
                + names.map { ParquetColumn($0, .double) })
        for (step, _, values) in figures {
            writer.put(step)
            for name in names {
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
