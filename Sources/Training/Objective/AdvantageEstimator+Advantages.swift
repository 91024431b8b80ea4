public import Records

extension AdvantageEstimator {
    /// The advantage of each token of each response.
    ///
    /// Penalties of tokens do not reach the estimators that are decoupled.
    ///
    /// - Parameters:
    ///   - responses: a whole rollout batch; the members of a group need not be adjacent.
    ///   - discount: γ of the returns; only the forms of REINFORCE++ that have returns use it.
    /// - Returns: `[response][token]`, in the order of `responses`.
    public func advantages(
        of responses: [ScoredResponse], discount: Double = 1
    ) -> [[Double]] {
        let batch = RewardBatch(responses)
        switch self {
        case .grpo: return batch.spread(batch.grouped { $0.standardised(epsilon: 1e-6) })
        case .grpoTRL: return batch.spread(batch.grouped { $0.standardised(epsilon: 1e-4) })
        case .grpoBatch: return batch.spread(batch.centredByBatchDeviation(epsilon: 1e-4))
        case .drGRPO: return batch.spread(batch.grouped { $0.centred() })
        case .rloo: return batch.spread(batch.grouped { $0.leftOneOut() })
        case .grpoPassK: return batch.spread(batch.grouped { $0.bestOnly(epsilon: 1e-6) })
        case .opo: return batch.spread(batch.centredByLength())
        case .reinforcePlusPlus:
            return Whitening.unbiased.apply(to: batch.returns(discount: discount))
        case .reinforcePlusPlusOpenRLHF:
            return Whitening.population.apply(to: batch.returns(discount: discount))
        case .reinforcePlusPlusBaseline:
            return Whitening.unbiased.apply(to: batch.spread(batch.grouped { $0.centred() }))
        case .reinforcePlusPlusBaselineOpenRLHF:
            return Whitening.population.apply(to: batch.returnsOverBaseline(discount: discount))
        case .reinforcePlusPlusBaselineSwift:
            return batch.spread(batch.scaled(batch.grouped { $0.centred() }, epsilon: 1e-4))
        case .gdpo:
            return Whitening.unbiased.apply(to: batch.spread(batch.decoupled(epsilon: 1e-6)))
        case .gdpoTRL:
            return batch.spread(batch.restandardised(batch.decoupled(epsilon: 1e-4), epsilon: 1e-4))
        case .gdpoSwift:
            return batch.spread(batch.restandardised(batch.decoupled(epsilon: 1e-8), epsilon: 1e-8))
        case .visionSR1: return batch.spread(batch.decoupled(epsilon: 1e-6))
        }
    }
}
