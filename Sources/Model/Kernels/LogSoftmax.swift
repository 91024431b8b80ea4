/// Log-softmax over a row of logits: the one function that sampling and training share.
enum LogSoftmax<Scalar: NetworkScalar> {
    /// Replaces `count` logits, divided by a temperature, by their log-probabilities.
    static func apply(_ row: UnsafeMutablePointer<Scalar>, count: Int, inverseTemperature: Scalar) {
        var largest = row[0] * inverseTemperature
        for index in 0..<count {
            row[index] *= inverseTemperature
            largest = max(largest, row[index])
        }
        var total = Scalar(0)
        forLanes(row, count: count, padding: -.infinity) { index, lanes, valid in
            let exponentials = Scalar.exponential(lanes - largest)
            if valid == laneCount {
                total += Scalar.sum(exponentials)
            } else {
                for lane in 0..<valid { total += exponentials[lane] }
            }
        }
        let shift = largest + Scalar.logarithm(total)
        for index in 0..<count { row[index] -= shift }
    }

    /// Replaces log-probabilities by probabilities, and returns their entropy in nats.
    @discardableResult
    static func exponentiate(_ row: UnsafeMutablePointer<Scalar>, count: Int) -> Scalar {
        var entropy = Scalar(0)
        forLanes(row, count: count, padding: 0) { index, lanes, valid in
            let exponentials = Scalar.exponential(lanes)
            entropy -= Scalar.sum(exponentials * lanes)
            for lane in 0..<valid { row[index + lane] = exponentials[lane] }
        }
        return entropy
    }

    @inline(__always)
    private static func forLanes(
        _ row: UnsafeMutablePointer<Scalar>, count: Int, padding: Scalar,
        _ body: (Int, Scalar.Lanes, Int) -> Void
    ) {
        var index = 0
        while index + laneCount <= count {
            body(index, loadLanes(row + index), laneCount)
            index += laneCount
        }
        if index < count {
            var rest = Scalar.Lanes(repeating: padding)
            for lane in 0..<(count - index) { rest[lane] = row[index + lane] }
            body(index, rest, count - index)
        }
    }
}
