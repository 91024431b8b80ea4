import Glibc
public import Records

/// What a policy update minimises: a surrogate of the advantage, perhaps a KL term, aggregated.
public struct PolicyObjective: Sendable, Hashable {
    /// The surrogate.
    public var surrogate: Surrogate
    /// How tokens become one loss.
    public var aggregation: LossAggregation
    /// The KL term; nothing to leave it out.
    public var kl: KLTerm?

    /// An objective; see the properties.
    public init(surrogate: Surrogate, aggregation: LossAggregation, kl: KLTerm? = nil) {
        self.surrogate = surrogate
        self.aggregation = aggregation
        self.kl = kl
    }

    /// What an aggregation divides by: the whole batch of an update, known before its shards run.
    public struct Extent: Sendable, Hashable {
        /// Responses. Whether responses without a token count is the caller's choice (verl does not
        /// count them; EasyR1, TRL and OpenRLHF do).
        public var responses: Int
        /// Tokens of all responses.
        public var tokens: Int
        /// The most tokens a response may have.
        public var tokenLimit: Int

        /// An extent; see the properties.
        public init(responses: Int, tokens: Int, tokenLimit: Int) {
            self.responses = responses
            self.tokens = tokens
            self.tokenLimit = tokenLimit
        }
    }

    /// One response's share of the loss with its gradient.
    ///
    /// Responses are independent of each other given the extent, so shards may take any of them.
    ///
    /// - Parameters:
    ///   - logProbabilities: of the response's tokens under the policy that is trained, `[token]`.
    ///   - old: under the policy that sampled, `[token]`.
    ///   - reference: under the policy of the KL term, `[token]`; may be empty if there is none.
    ///   - advantages: `[token]`.
    ///   - extent: the whole batch of the update, which the aggregation divides by.
    public func terms(
        logProbabilities: [Double], old: [Double], reference: [Double], advantages: [Double],
        extent: Extent
    ) -> ResponseTerms {
        let count = logProbabilities.count
        precondition(old.count == count && advantages.count == count)
        precondition(kl == nil || reference.count == count)
        let weight = aggregation.weight(tokenCount: count, extent)
        var terms = ResponseTerms(tokenCount: count)
        let shared = sharedLogRatio(logProbabilities, old)
        var sharedSlope = 0.0
        for place in 0..<count {
            let value = surrogate.value(
                logRatio: shared ?? logProbabilities[place] - old[place],
                logProbability: logProbabilities[place], advantage: advantages[place])
            terms.policyLoss += weight * value.loss
            terms.count(value.clip)
            if case .gspo = surrogate {
                sharedSlope += value.slope
            } else {
                terms.gradient[place] = weight * value.slope
            }
        }
        if sharedSlope != 0 {
            for place in 0..<count { terms.gradient[place] = weight * sharedSlope / Double(count) }
        }
        terms.loss = terms.policyLoss
        if let kl {
            add(kl, weight, logProbabilities: logProbabilities, old: old, reference, to: &terms)
        }
        return terms
    }

    /// The mean log ratio of a response, if the surrogate has one ratio a response.
    private func sharedLogRatio(_ logProbabilities: [Double], _ old: [Double]) -> Double? {
        switch surrogate {
        case .gspo, .gspoToken:
            zip(logProbabilities, old).reduce(0) { $0 + ($1.0 - $1.1) }
                / Double(max(1, old.count))
        case .clip, .cispo, .sapo: nil
        }
    }

    private func add(
        _ kl: KLTerm, _ weight: Double, logProbabilities: [Double], old: [Double],
        _ reference: [Double], to terms: inout ResponseTerms
    ) {
        for place in logProbabilities.indices {
            var (value, slope) = kl.estimator.term(
                logProbability: logProbabilities[place], reference: reference[place])
            if kl.isRatioWeighted {
                let ratio = exp(min(max(logProbabilities[place] - old[place], -20), 20))
                slope = ratio * (slope + value)
                value *= ratio
            }
            terms.divergence += value
            terms.loss += weight * kl.weight * value
            terms.gradient[place] += weight * kl.weight * slope
        }
    }
}
