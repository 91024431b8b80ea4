/// Values from runs and packed bits: booleans of RLE, and places in a dictionary.
final class RunValueDecoder: ValueDecoder {
    private static let batch = 256

    private var runs: RunDecoder
    private let value: (UInt32) throws(PageFault) -> ParquetValue
    private var numbers = [UInt32](repeating: 0, count: batch)
    private var index = 0
    private var count = 0

    /// - Parameter value: what a number stands for.
    init(_ runs: RunDecoder, _ value: @escaping (UInt32) throws(PageFault) -> ParquetValue) {
        self.runs = runs
        self.value = value
    }

    private func refill() throws(PageFault) {
        count = try runs.fill(&numbers, count: RunValueDecoder.batch)
        index = 0
        guard count > 0 else { throw .valuesEndEarly }
    }

    func next() throws(PageFault) -> ParquetValue {
        if index == count { try refill() }
        defer { index += 1 }
        return try value(numbers[index])
    }

    func skip(_ count: Int) throws(PageFault) {
        var rest = count
        while rest > 0 {
            if index == self.count { try refill() }
            let step = min(rest, self.count - index)
            index += step
            rest -= step
        }
    }
}
