import Glibc

/// The logarithm of the marginal likelihood of draws under a Beta prior, with a normal penalty.
///
/// For a question with k right draws of n it is ln B(α + k, β + n − k) − ln B(α, β), a sum of
/// ln(α + j) over j < k, ln(β + j) over j < n − k, and −ln(α + β + j) over j < n. So all that is needed
/// is how many questions have more than j draws of each sort.
struct PenalizedLikelihood {
    /// A prior by the log odds of its mean and the logarithm of its precision.
    struct Place {
        var odds: Double
        var size: Double

        init(odds: Double, size: Double) {
            self.odds = odds
            self.size = size
        }

        init(_ prior: BetaPosterior.Prior) {
            odds = log(prior.alpha / prior.beta)
            size = log(prior.alpha + prior.beta)
        }

        var prior: BetaPosterior.Prior {
            let mean = 1 / (1 + exp(-odds))
            let rest = 1 / (1 + exp(odds))
            let least = Double.leastNormalMagnitude
            return .init(alpha: max(least, exp(size) * mean), beta: max(least, exp(size) * rest))
        }
    }

    /// First and second derivatives.
    struct Slope {
        var odds: Double
        var size: Double
        var oddsOdds: Double
        var oddsSize: Double
        var sizeSize: Double

        /// Newton's step to a maximum; where the surface does not bend downward in all directions, it
        /// is bent until it does.
        var newtonStep: (Double, Double) {
            // The larger eigenvalue of the second derivatives.
            let centre = (oddsOdds + sizeSize) / 2
            let half = (oddsOdds - sizeSize) / 2
            let largest = centre + (half * half + oddsSize * oddsSize).squareRoot()
            let shift = largest < -1e-9 ? 0 : largest + 1e-3 * (1 + abs(largest))
            let a = oddsOdds - shift
            let c = sizeSize - shift
            let determinant = a * c - oddsSize * oddsSize
            let first = -(c * odds - oddsSize * size) / determinant
            let second = -(a * size - oddsSize * odds) / determinant
            // No step changes the prior by more than a factor of some 50.
            let length = max(abs(first), abs(second))
            let scale = length > 4 ? 4 / length : 1
            return (first * scale, second * scale)
        }
    }

    private let right: [Double]
    private let notRight: [Double]
    private let draws: [Double]
    private let centre: Place
    private let deviation: Double
    /// Where the search begins: at the share of right draws.
    let start: Place

    init(_ histogram: DrawHistogram, around centre: BetaPosterior.Prior, deviation: Double) {
        right = PenalizedLikelihood.tails(histogram.right)
        notRight = PenalizedLikelihood.tails(histogram.notRight)
        draws = PenalizedLikelihood.tails(histogram.draws)
        self.centre = Place(centre)
        self.deviation = deviation
        let share = (right.reduce(0, +) + centre.alpha, notRight.reduce(0, +) + centre.beta)
        start = Place(odds: log(share.0 / share.1), size: self.centre.size)
    }

    /// How many questions have more than j, by j.
    private static func tails(_ counts: [Int]) -> [Double] {
        var tails: [Double] = []
        var sum = 0
        for count in counts.dropFirst().reversed() {
            sum += count
            tails.append(Double(sum))
        }
        return tails.reversed()
    }

    func value(_ place: Place) -> Double {
        let prior = place.prior
        func sum(_ tails: [Double], _ first: Double) -> Double {
            tails.indices.reduce(0) { $0 + tails[$1] * log(first + Double($1)) }
        }
        let far = ((place.odds - centre.odds) / deviation, (place.size - centre.size) / deviation)
        return sum(right, prior.alpha) + sum(notRight, prior.beta)
            - sum(draws, prior.alpha + prior.beta) - (far.0 * far.0 + far.1 * far.1) / 2
    }

    func slope(_ place: Place) -> Slope {
        let prior = place.prior
        let (a, b) = (prior.alpha, prior.beta)
        func sums(_ tails: [Double], _ first: Double) -> (first: Double, second: Double) {
            tails.indices.reduce(into: (0, 0)) { sums, j in
                let inverse = 1 / (first + Double(j))
                sums.0 += tails[j] * inverse
                sums.1 += tails[j] * inverse * inverse
            }
        }
        let (byRight, byNotRight, byDraws) = (sums(right, a), sums(notRight, b), sums(draws, a + b))
        let first = byRight.first - byDraws.first
        let second = byNotRight.first - byDraws.first
        let (aa, bb) = (byDraws.second - byRight.second, byDraws.second - byNotRight.second)
        let ab = byDraws.second
        // α and β change by ±t with the log odds, and by themselves with the logarithm of the size.
        let t = a * b / (a + b)
        let variance = deviation * deviation
        return Slope(
            odds: (first - second) * t - (place.odds - centre.odds) / variance,
            size: a * first + b * second - (place.size - centre.size) / variance,
            oddsOdds: t * t * (aa - 2 * ab + bb) + (first - second) * t * (b - a) / (a + b)
                - 1 / variance,
            oddsSize: t * (a * aa + (b - a) * ab - b * bb) + (first - second) * t,
            sizeSize: a * a * aa + 2 * a * b * ab + b * b * bb + a * first + b * second
                - 1 / variance)
    }
}
