extension PolicySettings {
    /// The most parameters of a policy, its words left out: what a step of training can be waited for.
    static let maximumParameterCount = 100_000_000

    /// How many parameters the policy has at least: all but the words' embeddings and, where
    /// `questionTokens` is nothing, the question's positions, which both depend on the data.
    ///
    /// Counts as `ParameterLayout` does. The bounds of the fields keep every product in 64 bits.
    var parameterCount: Int {
        let patchScalars = patchSize * patchSize * 3
        let encoder = patchWidth * patchScalars + patchWidth + width * patchWidth + width
        let positions = (patchCount + (questionTokens ?? 0) + responseTokens) * width
        let attention = 3 * width + 3 * width * width + width * width
        let block = 2 * width + attention + 2 * feedForward * width
        return encoder + positions + layers * block + width
    }
}
