import Glibc

/// Fits a Beta prior to draws by their marginal likelihood (a beta-binomial model), with a penalty
/// that keeps it near another.
///
/// The parameters are the log odds of the mean and the logarithm of the precision α + β. Both have a
/// normal penalty around those of the other prior, so that a source with few questions, or with one
/// outcome alone, has a finite prior near the others'. The likelihood of draws that stopped early is
/// the same function, so stopping does not bias the fit.
enum EmpiricalPrior {
    /// How far a source's parameters may be from those of all sources: the penalty's deviation.
    static let sourceDeviation = 1.0
    /// How far those of all sources may be from those of a uniform prior.
    static let pooledDeviation = 2.0

    /// The prior of all sources, near a uniform one.
    static func pooled(_ histogram: DrawHistogram) -> BetaPosterior.Prior {
        fit(histogram, around: .init(), deviation: pooledDeviation)
    }

    /// The prior of draws that maximises the penalised likelihood, by Newton's method.
    static func fit(
        _ histogram: DrawHistogram, around centre: BetaPosterior.Prior,
        deviation: Double = sourceDeviation
    ) -> BetaPosterior.Prior {
        let likelihood = PenalizedLikelihood(histogram, around: centre, deviation: deviation)
        var place = likelihood.start
        var value = likelihood.value(place)
        for _ in 0..<200 {
            let (first, second) = likelihood.slope(place).newtonStep
            let length = max(abs(first), abs(second))
            if length < 1e-4 {
                // So close, the step says more than a difference of two large values.
                place.odds += first
                place.size += second
                if length < 1e-12 { break }
                continue
            }
            guard let next = ascent(from: place, value, first, second, likelihood) else { break }
            (place, value) = next
        }
        return place.prior
    }

    /// A better point in the direction of a step; nothing if there is none.
    private static func ascent(
        from place: PenalizedLikelihood.Place, _ value: Double, _ first: Double, _ second: Double,
        _ likelihood: PenalizedLikelihood
    ) -> (PenalizedLikelihood.Place, Double)? {
        var (first, second) = (first, second)
        for _ in 0..<60 {
            let next = PenalizedLikelihood.Place(
                odds: place.odds + first, size: place.size + second)
            let there = likelihood.value(next)
            if there > value { return (next, there) }
            first /= 2
            second /= 2
        }
        return nil
    }
}
