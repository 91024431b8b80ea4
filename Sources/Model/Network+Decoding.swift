import Records

extension Network {
    /// What is drawn after a prompt: one response.
    struct Draw {
        /// The prompt's segment in the batch.
        var prompt: Int
        /// How many text tokens the prompt has: the position of the response's first token.
        var firstPosition: Int
        /// Where the draw's random numbers come from; nothing takes the likeliest token.
        var seed: Seed?
        /// The most tokens that may be drawn.
        var limit: Int
    }

    /// Samples a response for each draw, token by token, with the keys and values of the prompts
    /// (computed once each) and of the responses kept.
    ///
    /// - Parameter prompts: a batch of prompts only, each with one output after its last row, in the
    ///   order of its segments.
    /// - Returns: the tokens of each draw; the last is `end` unless the limit was reached.
    func sample(
        _ prompts: TokenBatch, patches: UnsafePointer<Scalar>?, draws: [Draw], end: Int,
        inverseTemperature: Scalar, topShare: Scalar = 1, _ state: Activations<Scalar>,
        _ cache: DecodingCache<Scalar>
    ) -> [[Int]] {
        _ = forward(prompts, patches: patches, inverseTemperature: inverseTemperature, state)
        let longest = draws.map(\.limit).max() ?? 0
        cache.prepare(layers: shape.layers, rows: draws.count, steps: longest, width: shape.width)
        var generators = draws.map { CounterGenerator($0.seed ?? Seed(0)) }
        var responses: [[Int]] = Array(repeating: [], count: draws.count)
        var active: [Int] = []
        let firstRows = state.logProbabilities.copy()
        for index in 0..<draws.count where draws[index].limit > 0 {
            let row = firstRows.pointer + draws[index].prompt * vocabularyCount
            let token = choose(
                row, greedy: draws[index].seed == nil, topShare: topShare, &generators[index])
            responses[index].append(token)
            if token != end && responses[index].count < draws[index].limit { active.append(index) }
        }
        var step = 0
        while !active.isEmpty {
            let logits = decode(
                active, step: step, prompts, draws: draws, responses: responses, state, cache)
            var still: [Int] = []
            for (place, index) in active.enumerated() {
                let row = logits + place * vocabularyCount
                LogSoftmax.apply(
                    row, count: vocabularyCount, inverseTemperature: inverseTemperature)
                let token = choose(
                    row, greedy: draws[index].seed == nil, topShare: topShare,
                    &generators[index])
                responses[index].append(token)
                if token != end && responses[index].count < draws[index].limit {
                    still.append(index)
                }
            }
            active = still
            step += 1
        }
        return responses
    }

    /// One step: feeds each active draw's last token and returns the next token's logits
    /// [active, vocabulary].
    private func decode(
        _ active: [Int], step: Int, _ prompts: TokenBatch, draws: [Draw], responses: [[Int]],
        _ state: Activations<Scalar>, _ cache: DecodingCache<Scalar>
    ) -> UnsafeMutablePointer<Scalar> {
        let width = shape.width
        let rows = active.count
        let x = cache.x.resize(rows * width)
        for (place, index) in active.enumerated() {
            let token = responses[index][step]
            let word = parameters + layout.tokens + token * width
            let position =
                parameters + layout.textPositions + (draws[index].firstPosition + step) * width
            for column in 0..<width { x[place * width + column] = word[column] + position[column] }
        }
        for layer in 0..<shape.layers {
            decodeBlock(layer, active, step: step, prompts, draws: draws, state, cache)
        }
        let normed = cache.normed.resize(rows * width)
        RMSNorm.forward(
            x, weight: parameters + layout.finalNorm, normed, inverse: cache.inverse.resize(rows),
            rows: rows, width: width)
        let logits = cache.logits.resize(rows * vocabularyCount)
        linear(normed, layout.head, rows: rows, from: width, to: vocabularyCount, into: logits)
        return logits
    }

    private func decodeBlock(
        _ layer: Int, _ active: [Int], step: Int, _ prompts: TokenBatch, draws: [Draw],
        _ state: Activations<Scalar>, _ cache: DecodingCache<Scalar>
    ) {
        let width = shape.width
        let rows = active.count
        let place = layout.blocks[layer]
        let x = cache.x.pointer
        let normed = cache.normed.resize(rows * width)
        let inverse = cache.inverse.resize(rows)
        RMSNorm.forward(
            x, weight: parameters + place.norm1, normed, inverse: inverse, rows: rows,
            width: width)
        let tapped = cache.tapped.resize(rows * width)
        for (row, index) in active.enumerated() {
            let own = cache.normedRows(layer: layer, row: index)
            (own + step * width).update(from: normed + row * width, count: width)
            let output = tapped + row * width
            output.update(from: normed + row * width, count: width)
            let prompt = prompts.segments[draws[index].prompt]
            for tap in 0..<3 {
                let before = step - 1 - tap
                let source: UnsafePointer<Scalar>
                if before >= 0 {
                    source = UnsafePointer(own + before * width)
                } else if prompt.count + before >= 0 {
                    let promptRow = prompt.start + prompt.count + before
                    source = UnsafePointer(state.blocks[layer].normed.pointer + promptRow * width)
                } else {
                    continue
                }
                Taps.accumulate(source, parameters + place.taps + tap * width, output, width)
            }
        }
        let qkv = cache.qkv.resize(rows * 3 * width)
        linear(tapped, place.qkv, rows: rows, from: width, to: 3 * width, into: qkv)
        attend(layer, active, step: step, prompts, draws: draws, state, cache)
        linear(
            cache.attended.pointer, place.output, rows: rows, from: width, to: width, into: x,
            beta: 1)
        RMSNorm.forward(
            x, weight: parameters + place.norm2, normed, inverse: inverse, rows: rows,
            width: width)
        let hidden = cache.hidden.resize(rows * shape.feedForward)
        linear(normed, place.up, rows: rows, from: width, to: shape.feedForward, into: hidden)
        GELU.forward(hidden, hidden, count: rows * shape.feedForward)
        linear(
            hidden, place.down, rows: rows, from: shape.feedForward, to: width, into: x, beta: 1)
    }

    private func attend(
        _ layer: Int, _ active: [Int], step: Int, _ prompts: TokenBatch, draws: [Draw],
        _ state: Activations<Scalar>, _ cache: DecodingCache<Scalar>
    ) {
        let width = shape.width
        let stride = 3 * width
        let scale = 1 / Scalar(shape.headWidth).squareRoot()
        let attended = cache.attended.resize(active.count * width)
        let longest = prompts.segments.map(\.count).max() ?? 0
        let probabilities = cache.probabilities.resize(
            Attention<Scalar>.paddedCount(longest + step + 1))
        let promptKeys = UnsafePointer(state.blocks[layer].qkv.pointer)
        for (row, index) in active.enumerated() {
            let own = cache.qkvRows(layer: layer, row: index)
            let query = cache.qkv.pointer + row * stride
            (own + step * stride).update(from: query, count: stride)
            let prompt = prompts.segments[draws[index].prompt]
            for head in 0..<shape.heads {
                let key = width + head * shape.headWidth
                Attention<Scalar>.attend(
                    query + head * shape.headWidth,
                    .init(
                        pointer: promptKeys + prompt.start * stride + key, count: prompt.count,
                        stride: stride, valueOffset: width),
                    .init(
                        pointer: UnsafePointer(own) + key, count: step + 1, stride: stride,
                        valueOffset: width),
                    width: shape.headWidth, scale: scale, probabilities: probabilities,
                    attended + row * width + head * shape.headWidth)
            }
        }
    }

    /// The likeliest token, or one drawn by inverting the cumulative distribution at one uniform
    /// number. `row` holds log-probabilities.
    private func choose(
        _ row: UnsafePointer<Scalar>, greedy: Bool, topShare: Scalar,
        _ random: inout CounterGenerator
    ) -> Int {
        var best = 0
        for token in 1..<vocabularyCount where row[token] > row[best] { best = token }
        if greedy { return best }
        if topShare < 1 { return chooseAmongLikeliest(row, topShare: topShare, &random) }
        let threshold = Scalar(random.uniform())
        var cumulative = Scalar(0)
        var token = 0
        while token < vocabularyCount {
            let end = min(token + laneCount, vocabularyCount)
            var logs = Scalar.Lanes(repeating: -.infinity)
            for place in token..<end { logs[place - token] = row[place] }
            let probabilities = Scalar.exponential(logs)
            for place in token..<end {
                cumulative += probabilities[place - token]
                if cumulative > threshold { return place }
            }
            token = end
        }
        return best
    }

    /// A token drawn among the likeliest that together have a probability of at least `topShare`
    /// (nucleus sampling: Holtzman et al. 2020), by inverting their distribution.
    private func chooseAmongLikeliest(
        _ row: UnsafePointer<Scalar>, topShare: Scalar, _ random: inout CounterGenerator
    ) -> Int {
        let order = (0..<vocabularyCount).sorted {
            row[$0] > row[$1] || (row[$0] == row[$1] && $0 < $1)
        }
        var cumulative: [Scalar] = []
        var sum = Scalar(0)
        for token in order {
            sum += Scalar.exponential(Scalar.Lanes(repeating: row[token]))[0]
            cumulative.append(sum)
            if sum >= topShare { break }
        }
        let threshold = Scalar(random.uniform()) * sum
        return order[cumulative.firstIndex { $0 > threshold } ?? 0]
    }
}
