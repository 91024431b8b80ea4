/// The Gaussian error linear unit in its tanh form: y = x · σ(2u), u = √(2/π)·(x + 0.044715·x³).
enum GELU<Scalar: NetworkScalar> {
    typealias Lanes = Scalar.Lanes

    /// y = gelu(x) for `count` scalars, a multiple of the lanes.
    static func forward(
        _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, count: Int
    ) {
        for index in stride(from: 0, to: count, by: laneCount) {
            let value = loadLanes(x + index)
            storeLanes(value * gate(value), y + index)
        }
    }

    /// dx = dy · gelu′(x); `dx` may be `dy`.
    static func backward(
        _ x: UnsafePointer<Scalar>, dy: UnsafePointer<Scalar>, _ dx: UnsafeMutablePointer<Scalar>,
        count: Int
    ) {
        for index in stride(from: 0, to: count, by: laneCount) {
            let value = loadLanes(x + index)
            let s = gate(value)
            let slope = (value * value * (3 * 0.044715) + 1) * twiceRoot
            let inner = (1 - s) * value * slope + 1
            storeLanes(loadLanes(dy + index) * s * inner, dx + index)
        }
    }

    /// 2·√(2/π)
    @inline(__always)
    private static var twiceRoot: Scalar { 1.595_769_121_605_730_7 }

    /// σ(2u)
    @inline(__always)
    private static func gate(_ x: Lanes) -> Lanes {
        let u = (x * x * 0.044715 + 1) * x * twiceRoot
        return 1 / (Scalar.exponential(0 - u) + 1)
    }
}
