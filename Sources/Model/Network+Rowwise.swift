extension Network {
    /// Rows that are multiplied in one go. OpenBLAS takes sums in another order near the ends of a
    /// matrix; within so few rows it treats all alike (`RowIndependenceTests`).
    private static var blockRows: Int { 8 }

    /// y = x·Wᵀ + beta·y in products of one shape, so that a row's sums do not depend on how many rows
    /// there are or on where among them it stands.
    func multiplyRowwise(
        _ x: UnsafePointer<Scalar>, _ weight: Int, rows: Int, from: Int, to: Int,
        into y: UnsafeMutablePointer<Scalar>, beta: Scalar
    ) {
        let block = Network.blockRows
        var row = 0
        while row + block <= rows {
            multiply(
                x + row * from, weight, rows: block, from: from, to: to, into: y + row * to,
                beta: beta)
            row += block
        }
        let rest = rows - row
        guard rest > 0 else { return }
        // The last rows stand among rows of zeros.
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: block * (from + to)) { memory in
            guard let input = memory.baseAddress else { return }
            memory.initialize(repeating: 0)
            let output = input + block * from
            input.update(from: x + row * from, count: rest * from)
            output.update(from: y + row * to, count: rest * to)
            multiply(
                input, weight, rows: block, from: from, to: to, into: output, beta: beta)
            (y + row * to).update(from: output, count: rest * to)
        }
    }
}
