import Records

extension LossAggregation {
    /// What a token of a response weighs.
    func weight(tokenCount: Int, _ extent: PolicyObjective.Extent) -> Double {
        switch self {
        case .tokenMean: 1 / Double(max(1, extent.tokens))
        case .tokenSum: 1
        case .sequenceMeanTokenMean:
            1 / (Double(max(1, extent.responses)) * Double(max(1, tokenCount)))
        case .sequenceMeanTokenSum: 1 / Double(max(1, extent.responses))
        case .constantLength:
            1 / (Double(max(1, extent.responses)) * Double(max(1, extent.tokenLimit)))
        }
    }
}
