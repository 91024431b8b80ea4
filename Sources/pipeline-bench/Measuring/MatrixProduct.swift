import Model

/// C = A Bᵀ in single precision on OpenBLAS, as the policy's linear layers compute it.
struct MatrixProduct {
    /// Rows of A and C, columns of A and B, rows of B.
    let m: Int, k: Int, n: Int

    /// The shape as text.
    var name: String { "\(m)x\(k)x\(n)" }

    /// Tokens of a group's prompt: patches and the question's words.
    private static func promptTokens(_ policy: PolicyConfiguration) -> Int {
        policy.patchCount + policy.questionTokens
    }

    /// The shapes of an update of a policy with 16 questions: 16 prompts and 128 responses of 13 tokens
    /// at once, and a sampling step of its 128 responses.
    static func updateShapes(_ policy: PolicyConfiguration) -> [MatrixProduct] {
        let rows = 16 * promptTokens(policy) + 16 * 8 * 13
        let width = policy.width
        let hidden = policy.feedForward
        return [(width, 3 * width), (width, width), (width, hidden), (hidden, width)].map {
            MatrixProduct(m: rows, k: $0, n: $1)
        }
            + [MatrixProduct(m: 128, k: width, n: hidden)]
    }

    /// Operations of the products of a GRPO update: a pass of the reference, one of the policy, and its
    /// gradients, which are two more. Attention is not counted.
    ///
    /// - Parameter words: how many words the policy knows.
    static func updateOperations(
        _ policy: PolicyConfiguration, words: Int, prompts: Int, responseTokens: Int
    ) -> Double {
        let width = policy.width
        let block = 4 * width * width + 2 * width * policy.feedForward
        let blocks = (prompts * promptTokens(policy) + responseTokens) * policy.layers * block
        let patch = (policy.patchScalars + width) * policy.patchWidth
        let ends = responseTokens * width * words + prompts * policy.patchCount * patch
        return Double(2 * 4 * (blocks + ends))
    }

    /// GFLOP/s of the fastest of some products.
    static func rate(_ shape: MatrixProduct, repetitions: Int) -> Double {
        let a = Buffer<Float>(count: shape.m * shape.k)
        let b = Buffer<Float>(count: shape.n * shape.k)
        let c = Buffer<Float>(count: shape.m * shape.n)
        for place in 0..<a.count { a.pointer[place] = Float(place % 97) / 97 - 0.5 }
        for place in 0..<b.count { b.pointer[place] = Float(place % 89) / 89 - 0.5 }
        let clock = ContinuousClock()
        var best = Double.infinity
        for _ in 0..<repetitions {
            let start = clock.now
            Float.multiply(
                a.pointer, shape.k, transposed: false, b.pointer, shape.k, transposed: true,
                into: c.pointer, shape.n, m: shape.m, n: shape.n, k: shape.k, beta: 0)
            best = min(best, (clock.now - start) / .seconds(1))
        }
        return Double(2 * shape.m * shape.k * shape.n) / best / 1e9
    }
}
