import Glibc

/// The standard normal distribution as 4,096 equally likely values, so that a pixel's noise costs 12
/// random bits and a look-up.
enum NoiseTable {
    /// The values in rising order: the quantiles at the middles of 4,096 equal parts.
    static let shared: [Float] = (0..<4096).map { index in
        let wanted = (Double(index) + 0.5) / 4096
        // Newton's method on the distribution function, from the middle outwards: it is concave above
        // zero and convex below, so that this start never overshoots.
        var value = 0.0
        for _ in 0..<60 {
            let reached = 0.5 * erfc(-value / 2.0.squareRoot())
            let density = exp(-value * value / 2) / (2 * Double.pi).squareRoot()
            let step = (wanted - reached) / density
            value += step
            if abs(step) < 1e-12 { break }
        }
        return Float(value)
    }
}
