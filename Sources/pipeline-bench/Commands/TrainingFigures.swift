import Records
import Storage

/// What one process of the training benchmark measured, of ours or of PyTorch.
///
/// A process prints a line of JSON for each figure: what, its size, then numbers: for steps the median
/// and the least seconds on the clock, the median processor seconds, and tokens; for products GFLOP/s.
struct TrainingFigures {
    private var entries: [(what: String, size: String, values: [Double])] = []
    /// The most memory that was resident at once.
    let peakMebibytes: Double

    /// From what a process printed.
    ///
    /// - Throws: a `Fault` where a line is something else.
    init(lines: [UInt8], peakMebibytes: Double) throws(Fault) {
        self.peakMebibytes = peakMebibytes
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            let cells = try JSONReader.parse(Array(line), file: "a benchmark").arrayValue ?? []
            guard cells.count > 2, let what = cells[0].stringValue,
                let size = cells[1].stringValue
            else {
                throw Fault(
                    .internalError, "a benchmark printed `\(String(decoding: line, as: UTF8.self))`"
                )
            }
            entries.append((what, size, cells.dropFirst(2).compactMap(\.realValue)))
        }
    }

    /// The numbers of a figure.
    subscript(what: String, size: String) -> [Double]? {
        entries.first { $0.what == what && $0.size == size }?.values
    }

    /// A figure's line.
    static func line(_ what: String, _ size: String, _ values: [Double]) -> String {
        var bytes: [UInt8] = []
        JSONValue.array([.string(what), .string(size)] + values.map { .real($0) })
            .append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
