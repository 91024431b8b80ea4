public import Records
import Storage

/// Writes `pass_rates.parquet`, row by row.
public final class PassRateWriter {
    private let table: ParquetRowWriter

    /// How many rows have been written.
    public var count: Int { table.rowCount }

    /// Begins a file.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public init(_ path: String) throws(Fault) {
        table = try ParquetRowWriter(path, columns: PassRate.columns)
    }

    /// Writes the pass rate of a question.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func append(_ rate: PassRate) throws(Fault) {
        table.put(rate.question)
        table.put(rate.source)
        put(rate.capability?.rawValue)
        put(rate.picture)
        table.put(rate.counts.right)
        table.put(rate.draws)
        table.put(rate.counts.noAnswerFound)
        table.put(rate.counts.truncated)
        table.put(rate.counts.rightButFormat)
        table.put(rate.counts.notGradable)
        table.put(rate.counts.missing)
        table.put(rate.alpha)
        table.put(rate.beta)
        table.put(rate.estimate.mean)
        table.put(rate.estimate.low)
        table.put(rate.estimate.high)
        put(rate.wilson?.low)
        put(rate.wilson?.high)
        table.put(rate.estimate.easy)
        table.put(rate.estimate.medium)
        table.put(rate.estimate.hard)
        table.put(rate.estimate.mixed)
        table.put(rate.estimate.rewardVariance)
        table.put(rate.constantRewards)
        table.put(rate.blind.right)
        table.put(rate.blind.draws)
        table.put(rate.described.right)
        table.put(rate.described.draws)
        put(rate.shortcutProbability)
        table.put(rate.isShortcut)
        table.put(rate.difficulty.rawValue)
        table.put(rate.reason.rawValue)
        try table.endRow()
    }

    private func put(_ text: String?) {
        if let text { table.put(text) } else { table.putNull() }
    }

    private func put(_ number: Double?) {
        if let number { table.put(number) } else { table.putNull() }
    }

    /// Writes what is left, waits until it is on the disk, and gives the file its name.
    ///
    /// - Throws: a `Fault` where the disk refuses; there is no file then.
    public func close() throws(Fault) { try table.close() }
}
