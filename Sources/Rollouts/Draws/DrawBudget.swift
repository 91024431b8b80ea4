public import Records

/// Further draws, for the questions to which they are worth most.
public struct DrawBudget {
    /// How many there are.
    public var drawCount: Int
    /// How many a question gets at a time.
    public var wave: Int
    /// What each of so many further draws is worth to a question with these verdicts; 0 where nothing
    /// could come of them.
    public var worth: (VerdictCounts) -> Double

    /// A budget.
    ///
    /// - Precondition: there is no less than nothing of it, and a wave has draws.
    public init(drawCount: Int, wave: Int, worth: @escaping (VerdictCounts) -> Double) {
        precondition(drawCount >= 0 && wave > 0, "a wave has draws")
        self.drawCount = drawCount
        self.wave = wave
        self.worth = worth
    }

    /// Which share of the questions gets a wave before the worth of all is looked at again: small
    /// shares spend better, large ones keep the policy's batches full.
    private static let roundShare = 8

    /// The questions that get the next wave, with its size, best first and then in their order.
    ///
    /// - Parameter worths: what a draw is worth to each question.
    func round(_ worths: [Double], left: Int) -> [(prompt: Int, drawCount: Int)] {
        let wanting = worths.indices.filter { worths[$0] > 0 }.sorted {
            worths[$0] != worths[$1] ? worths[$0] > worths[$1] : $0 < $1
        }
        var left = left
        var chosen: [(prompt: Int, drawCount: Int)] = []
        for prompt in wanting.prefix(max(1, worths.count / DrawBudget.roundShare)) where left > 0 {
            chosen.append((prompt, min(wave, left)))
            left -= chosen[chosen.count - 1].drawCount
        }
        return chosen
    }
}
