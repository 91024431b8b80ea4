/// Root-mean-square normalisation of rows: y = x · r · w, r = 1 / √(mean(x²) + ε), ε = 1e-5.
enum RMSNorm<Scalar: NetworkScalar> {
    typealias Lanes = Scalar.Lanes

    /// - Parameters:
    ///   - x: [rows, width]. `y` may be the same memory.
    ///   - inverse: [rows], receives r.
    static func forward(
        _ x: UnsafePointer<Scalar>, weight: UnsafePointer<Scalar>,
        _ y: UnsafeMutablePointer<Scalar>, inverse: UnsafeMutablePointer<Scalar>, rows: Int,
        width: Int
    ) {
        let share = 1 / Scalar(width)
        for row in 0..<rows {
            let input = x + row * width
            let output = y + row * width
            var squares = Lanes()
            for column in stride(from: 0, to: width, by: laneCount) {
                let value = loadLanes(input + column)
                squares += value * value
            }
            let r = 1 / (Scalar.sum(squares) * share + 1e-5).squareRoot()
            inverse[row] = r
            for column in stride(from: 0, to: width, by: laneCount) {
                storeLanes(
                    loadLanes(input + column) * r * loadLanes(weight + column), output + column)
            }
        }
    }

    /// With g = dy · w: dx += r·g − x·r³·mean(g·x), dw += Σ dy·x·r.
    static func backward(
        _ x: UnsafePointer<Scalar>, weight: UnsafePointer<Scalar>,
        inverse: UnsafePointer<Scalar>, dy: UnsafePointer<Scalar>,
        addingTo dx: UnsafeMutablePointer<Scalar>, dWeight: UnsafeMutablePointer<Scalar>,
        rows: Int, width: Int
    ) {
        let share = 1 / Scalar(width)
        for row in 0..<rows {
            let input = x + row * width
            let upstream = dy + row * width
            let target = dx + row * width
            let r = inverse[row]
            var products = Lanes()
            for column in stride(from: 0, to: width, by: laneCount) {
                let value = loadLanes(input + column)
                let gradient = loadLanes(upstream + column)
                products += gradient * loadLanes(weight + column) * value
                storeLanes(loadLanes(dWeight + column) + gradient * value * r, dWeight + column)
            }
            let pull = Scalar.sum(products) * share * r * r * r
            for column in stride(from: 0, to: width, by: laneCount) {
                let change =
                    loadLanes(upstream + column) * loadLanes(weight + column) * r
                    - loadLanes(input + column) * pull
                storeLanes(loadLanes(target + column) + change, target + column)
            }
        }
    }
}
