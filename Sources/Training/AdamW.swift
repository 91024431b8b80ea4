import Glibc
public import Model
public import Records

/// AdamW (Loshchilov and Hutter 2019) as PyTorch computes it, ε = 1e-8, with the gradient's global
/// norm clipped before.
public struct AdamW: Sendable {
    /// Its constants.
    public let settings: OptimizerSettings
    /// First moments, one a weight.
    public let firstMoments: Buffer<Float>
    /// Second moments, one a weight.
    public let secondMoments: Buffer<Float>

    /// An optimizer of `count` weights with moments of zero.
    public init(_ settings: OptimizerSettings, count: Int) {
        self.settings = settings
        firstMoments = Buffer(count: count)
        secondMoments = Buffer(count: count)
    }

    /// Updates the weights, and returns the gradient's norm before it was clipped.
    ///
    /// - Parameters:
    ///   - weights: as many as the optimizer was made for.
    ///   - gradient: the loss's, one value a weight; it is used up.
    ///   - updates: how many updates were made before.
    ///   - rate: the learning rate.
    /// - Throws: a `Fault` if the gradient is not finite; the weights are then unchanged.
    public func update(
        _ weights: Buffer<Float>, gradient: Buffer<Float>, after updates: Int, rate: Double
    ) throws(Fault) -> Double {
        let count = weights.count
        precondition(gradient.count == count && firstMoments.count == count)
        let norm = AdamW.norm(gradient)
        guard norm.isFinite else {
            throw Fault(
                .badInput, "the gradient of training update \(updates + 1) is not finite",
                remedy: "lower optimizer.learning_rate; the last checkpoint is kept")
        }
        let scale = norm > settings.clipNorm ? Float(settings.clipNorm / (norm + 1e-6)) : 1
        let beta1 = Float(settings.beta1)
        let beta2 = Float(settings.beta2)
        let correction1 = 1 - pow(settings.beta1, Double(updates + 1))
        let correction2 = 1 - pow(settings.beta2, Double(updates + 1))
        let stepSize = Float(rate / correction1)
        let inverseRoot2 = Float(1 / correction2.squareRoot())
        let keep = Float(1 - rate * settings.weightDecay)
        let w = weights.pointer
        let g = gradient.pointer
        let m = firstMoments.pointer
        let v = secondMoments.pointer
        for index in 0..<count {
            let slope = g[index] * scale
            let first = m[index] * beta1 + slope * (1 - beta1)
            let second = v[index] * beta2 + slope * slope * (1 - beta2)
            m[index] = first
            v[index] = second
            w[index] =
                w[index] * keep
                - stepSize * first / (second.squareRoot() * inverseRoot2 + 1e-8)
        }
        return norm
    }

    /// The Euclidean norm, added up in double precision: finite if every number is.
    static func norm(_ gradient: Buffer<Float>) -> Double {
        var squares = SIMD8<Double>()
        let g = gradient.pointer
        var index = 0
        while index + 8 <= gradient.count {
            let values = SIMD8<Double>(
                UnsafeRawPointer(g + index).loadUnaligned(as: SIMD8<Float>.self))
            squares += values * values
            index += 8
        }
        var total = squares.sum()
        while index < gradient.count {
            total += Double(g[index]) * Double(g[index])
            index += 1
        }
        return total.squareRoot()
    }
}
