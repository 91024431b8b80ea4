/// Values from runs and packed bits: booleans of RLE, and places in a dictionary.
final class RunValueDecoder: ValueDecoder {
    private static let batch = 256

    private var runs: RunDecoder
    private let value: (UInt32) throws(PageFault) -> ParquetValue
    /// Whose places the numbers are, where they are that.
    private let dictionary: PageDictionary?
    private var numbers = [UInt32](repeating: 0, count: batch)
    private var index = 0
    private var count = 0

    /// - Parameter value: what a number stands for.
    init(_ runs: RunDecoder, _ value: @escaping (UInt32) throws(PageFault) -> ParquetValue) {
        self.runs = runs
        self.value = value
        dictionary = nil
    }

    /// Values by their places in a dictionary.
    init(_ runs: RunDecoder, _ dictionary: PageDictionary) {
        self.runs = runs
        self.dictionary = dictionary
        value = { index throws(PageFault) in try dictionary.value(index) }
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

    func append(_ count: Int, to values: inout [Int64]) throws(PageFault) {
        guard let dictionary else {
            for _ in 0..<count { values.append(try Int64(try next())) }
            return
        }
        let known = try dictionary.integers()
        try takeNumbers(count) { number throws(PageFault) in
            try dictionary.check(number)
            values.append(known[Int(number)])
        }
    }

    func append(_ count: Int, to values: inout [Double]) throws(PageFault) {
        guard let dictionary else {
            for _ in 0..<count { values.append(try Double(try next())) }
            return
        }
        let known = try dictionary.doubles()
        try takeNumbers(count) { number throws(PageFault) in
            try dictionary.check(number)
            values.append(known[Int(number)])
        }
    }

    func append(_ count: Int, to texts: inout TextBatch) throws(PageFault) {
        guard let dictionary else { throw .otherType }
        try dictionary.checkLengths()
        texts.use(dictionary)
        try takeNumbers(count) { number throws(PageFault) in
            try dictionary.check(number)
            texts.codes.append(Int32(number))
        }
    }

    @inline(__always)
    private func takeNumbers(
        _ count: Int, _ body: (UInt32) throws(PageFault) -> Void
    ) throws(PageFault) {
        var rest = count
        while rest > 0 {
            if index == self.count { try refill() }
            let step = min(rest, self.count - index)
            // Looked up by itself: this object is not looked at for each number.
            let numbers = numbers
            for place in index..<(index + step) { try body(numbers[place]) }
            index += step
            rest -= step
        }
    }
}
