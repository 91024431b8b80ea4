/// The causal depthwise convolution before attention: y = x + Σₖ cₖ · x[k rows back], k = 1…3.
enum Taps<Scalar: NetworkScalar> {
    /// - Parameters:
    ///   - x: [rows, width].
    ///   - taps: [3, width].
    ///   - predecessors: [3 · rows], −1 for none.
    static func forward(
        _ x: UnsafePointer<Scalar>, taps: UnsafePointer<Scalar>, predecessors: [Int],
        _ y: UnsafeMutablePointer<Scalar>, rows: Int, width: Int
    ) {
        predecessors.withUnsafeBufferPointer { before in
            for row in 0..<rows {
                let output = y + row * width
                output.update(from: x + row * width, count: width)
                for tap in 0..<3 {
                    let source = before[3 * row + tap]
                    if source < 0 { continue }
                    accumulate(x + source * width, taps + tap * width, output, width)
                }
            }
        }
    }

    /// output += input · weight, elementwise over one row.
    @inline(__always)
    static func accumulate(
        _ input: UnsafePointer<Scalar>, _ weight: UnsafePointer<Scalar>,
        _ output: UnsafeMutablePointer<Scalar>, _ width: Int
    ) {
        for column in stride(from: 0, to: width, by: laneCount) {
            storeLanes(
                loadLanes(output + column) + loadLanes(input + column) * loadLanes(weight + column),
                output + column)
        }
    }

    /// dx = dy spread back over the taps; dTaps += Σ dy · x[k rows back].
    static func backward(
        _ x: UnsafePointer<Scalar>, taps: UnsafePointer<Scalar>, predecessors: [Int],
        dy: UnsafePointer<Scalar>, _ dx: UnsafeMutablePointer<Scalar>,
        dTaps: UnsafeMutablePointer<Scalar>, rows: Int, width: Int
    ) {
        dx.update(from: dy, count: rows * width)
        predecessors.withUnsafeBufferPointer { before in
            for row in 0..<rows {
                let upstream = dy + row * width
                for tap in 0..<3 {
                    let source = before[3 * row + tap]
                    if source < 0 { continue }
                    accumulate(upstream, taps + tap * width, dx + source * width, width)
                    accumulate(upstream, x + source * width, dTaps + tap * width, width)
                }
            }
        }
    }
}
