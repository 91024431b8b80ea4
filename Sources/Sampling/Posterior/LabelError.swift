public import Records

/// How likely the label of a question is to be wrong, and what further draws would do about it.
///
/// The label is the likeliest of easy, medium and hard under the posterior; it is wrong with the
/// probability of the other two.
public struct LabelError: Sendable, Hashable {
    /// Where pass rates are easy, medium and hard.
    public var bounds: DifficultyBounds
    /// What is taken of a pass rate before anything was drawn.
    public var prior: BetaPosterior.Prior

    /// A measure of labels.
    public init(bounds: DifficultyBounds, prior: BetaPosterior.Prior = .init()) {
        self.bounds = bounds
        self.prior = prior
    }

    /// The probability that the label after these verdicts is wrong.
    public func probability(after counts: VerdictCounts) -> Double {
        probability(BetaPosterior(counts, prior: prior))
    }

    private func probability(_ posterior: BetaPosterior) -> Double {
        let easy = bounds.probability(of: .easy, posterior)
        let hard = bounds.probability(of: .hard, posterior)
        return 1 - max(easy, hard, bounds.probability(of: .medium, posterior))
    }

    /// By how much a further draw lowers that probability on average: the knowledge gradient.
    ///
    /// One draw alone may change no label, and so seem worth nothing, where several together do; so the
    /// best mean over one, two and four waves is taken (KG*, Frazier and Powell 2010).
    public func worth(ofDrawAfter counts: VerdictCounts, wave: Int) -> Double {
        let now = probability(after: counts)
        let gains = [1, 2, 4].map { waves in
            let drawCount = wave * waves
            return (now - expected(after: counts, drawCount: drawCount)) / Double(drawCount)
        }
        // What is left of the difference where nothing can change is the sum's rounding.
        return gains.max().map { $0 > 1e-12 ? $0 : 0 } ?? 0
    }

    /// The expected probability after so many further draws.
    private func expected(after counts: VerdictCounts, drawCount: Int) -> Double {
        let now = BetaPosterior(counts, prior: prior)
        var sum = 0.0
        for right in 0...drawCount {
            var then = counts
            then.right += right
            then.notRight += drawCount - right
            sum +=
                now.probability(ofRight: right, in: drawCount) * probability(after: then)
        }
        return sum
    }
}
