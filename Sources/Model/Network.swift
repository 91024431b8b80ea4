/// The embedded policy's network: picture patches and words in, log-probabilities of next words out.
///
/// A small decoder-only transformer (Vaswani et al. 2017): a patch encoder, learned
/// positions, and per block RMSNorm → taps → causal attention → residual, RMSNorm → feed-forward
/// with GELU → residual; a final RMSNorm and an untied head on the rows that are asked for.
struct Network<Scalar: NetworkScalar> {
    let shape: PolicyConfiguration
    let layout: ParameterLayout
    let vocabularyCount: Int
    /// For each patch the token whose embedding is added to its position; empty for none.
    let patchTokens: [Int]
    let weights: Buffer<Scalar>
    /// Whether each row's products are the same bits whatever rows stand beside it; costs time.
    var isRowwise = false

    var parameters: UnsafeMutablePointer<Scalar> { weights.pointer }

    /// Runs the batch and returns the log-probability of each output's target.
    ///
    /// - Parameters:
    ///   - batch: the rows.
    ///   - patches: standardised pixels [pictures · patches, patch scalars].
    ///   - inverseTemperature: what logits are multiplied by.
    func forward(
        _ batch: TokenBatch, patches: UnsafePointer<Scalar>?, inverseTemperature: Scalar = 1,
        _ state: Activations<Scalar>
    ) -> [Scalar] {
        embed(batch, patches: patches, state)
        layOutProbabilities(batch, state)
        for layer in 0..<shape.layers { runBlock(layer, batch, state) }
        return readOut(batch, inverseTemperature: inverseTemperature, state)
    }

    private func embed(
        _ batch: TokenBatch, patches: UnsafePointer<Scalar>?, _ state: Activations<Scalar>
    ) {
        let width = shape.width
        let patchRows = batch.pictureCount * shape.patchCount
        if patchRows > 0, let patches { encodePatches(patches, rows: patchRows, state) }
        let first = state.blocks.first?.input ?? state.final
        let x = first.resize(batch.rowCount * width)
        for row in 0..<batch.rowCount {
            let token = batch.tokens[row]
            let position = batch.positions[row]
            let target = x + row * width
            if token >= 0 {
                add(
                    parameters + layout.tokens + token * width,
                    parameters + layout.textPositions + position * width, target)
            } else {
                add(
                    state.features.pointer + (-1 - token) * width,
                    parameters + layout.patchPositions + position * width, target)
                if !patchTokens.isEmpty {
                    add(
                        target, parameters + layout.tokens + patchTokens[position] * width, target)
                }
            }
        }
    }

    /// Linear → GELU → Linear on [rows, patch scalars].
    private func encodePatches(
        _ patches: UnsafePointer<Scalar>, rows: Int, _ state: Activations<Scalar>
    ) {
        let hidden = state.patchHidden.resize(rows * shape.patchWidth)
        let activated = state.patchActivated.resize(rows * shape.patchWidth)
        let features = state.features.resize(rows * shape.width)
        linear(
            patches, layout.patch1, bias: layout.patchBias1, rows: rows, from: shape.patchScalars,
            to: shape.patchWidth, into: hidden)
        GELU.forward(hidden, activated, count: rows * shape.patchWidth)
        linear(
            activated, layout.patch2, bias: layout.patchBias2, rows: rows, from: shape.patchWidth,
            to: shape.width, into: features)
    }

    private func runBlock(_ layer: Int, _ batch: TokenBatch, _ state: Activations<Scalar>) {
        let rows = batch.rowCount
        let width = shape.width
        let block = state.blocks[layer]
        let place = layout.blocks[layer]
        let x = block.input.pointer
        let normed = block.normed.resize(rows * width)
        let inverse1 = block.inverse1.resize(rows)
        RMSNorm.forward(
            x, weight: parameters + place.norm1, normed, inverse: inverse1, rows: rows,
            width: width)
        let tapped = block.tapped.resize(rows * width)
        Taps.forward(
            normed, taps: parameters + place.taps, predecessors: batch.predecessors, tapped,
            rows: rows, width: width)
        let qkv = block.qkv.resize(rows * 3 * width)
        linear(tapped, place.qkv, rows: rows, from: width, to: 3 * width, into: qkv)
        let attended = block.attended.resize(rows * width)
        attend(batch, block, state)

        let middle = block.middle.resize(rows * width)
        middle.update(from: x, count: rows * width)
        linear(
            attended, place.output, rows: rows, from: width, to: width, into: middle, beta: 1)
        let normed2 = block.normed2.resize(rows * width)
        let inverse2 = block.inverse2.resize(rows)
        RMSNorm.forward(
            middle, weight: parameters + place.norm2, normed2, inverse: inverse2, rows: rows,
            width: width)
        let hidden = block.hidden.resize(rows * shape.feedForward)
        linear(normed2, place.up, rows: rows, from: width, to: shape.feedForward, into: hidden)
        let activated = block.activated.resize(rows * shape.feedForward)
        GELU.forward(hidden, activated, count: rows * shape.feedForward)
        let next = layer + 1 < shape.layers ? state.blocks[layer + 1].input : state.final
        let output = next.resize(rows * width)
        output.update(from: middle, count: rows * width)
        linear(
            activated, place.down, rows: rows, from: shape.feedForward, to: width, into: output,
            beta: 1)
    }

    private func layOutProbabilities(_ batch: TokenBatch, _ state: Activations<Scalar>) {
        var offset = 0
        state.probabilityOffsets.removeAll(keepingCapacity: true)
        for segment in batch.segments {
            state.probabilityOffsets.append(offset)
            let padded = Attention<Scalar>.paddedCount(segment.parentCount + segment.count)
            offset += shape.heads * segment.count * padded
        }
        state.probabilityOffsets.append(offset)
    }

    private func attend(
        _ batch: TokenBatch, _ block: Activations<Scalar>.Block, _ state: Activations<Scalar>
    ) {
        let probabilities = block.probabilities.resize(state.probabilityOffsets.last ?? 0)
        forEachQuery(batch, block, state) { row, query, parent, own, offset, head, scale in
            Attention<Scalar>.attend(
                query, parent, own, width: shape.headWidth, scale: scale,
                probabilities: probabilities + offset,
                block.attended.pointer + row * shape.width + head * shape.headWidth)
        }
    }

    /// Calls `body` for every row and head with the query, its keys and its probabilities' offset.
    @inline(__always)
    func forEachQuery(
        _ batch: TokenBatch, _ block: Activations<Scalar>.Block, _ state: Activations<Scalar>,
        _ body: (
            _ row: Int, _ query: UnsafePointer<Scalar>, _ parent: Attention<Scalar>.Keys,
            _ own: Attention<Scalar>.Keys, _ offset: Int, _ head: Int, _ scale: Scalar
        ) -> Void
    ) {
        let width = shape.width
        let headWidth = shape.headWidth
        let rowStride = 3 * width
        let qkv = UnsafePointer(block.qkv.pointer)
        let scale = 1 / Scalar(headWidth).squareRoot()
        for (index, segment) in batch.segments.enumerated() {
            let padded = Attention<Scalar>.paddedCount(segment.parentCount + segment.count)
            var offset = state.probabilityOffsets[index]
            for head in 0..<shape.heads {
                let key = qkv + width + head * headWidth
                let parent = Attention<Scalar>.Keys(
                    pointer: key + segment.parentStart * rowStride, count: segment.parentCount,
                    stride: rowStride, valueOffset: width)
                for place in 0..<segment.count {
                    let row = segment.start + place
                    let own = Attention<Scalar>.Keys(
                        pointer: key + segment.start * rowStride, count: place + 1,
                        stride: rowStride, valueOffset: width)
                    body(
                        row, qkv + row * rowStride + head * headWidth, parent, own, offset, head,
                        scale)
                    offset += padded
                }
            }
        }
    }

    private func readOut(
        _ batch: TokenBatch, inverseTemperature: Scalar, _ state: Activations<Scalar>
    ) -> [Scalar] {
        let width = shape.width
        let count = batch.outputs.count
        let gathered = state.gathered.resize(count * width)
        for (index, output) in batch.outputs.enumerated() {
            (gathered + index * width).update(
                from: state.final.pointer + output.row * width, count: width)
        }
        let normed = state.normedFinal.resize(count * width)
        RMSNorm.forward(
            gathered, weight: parameters + layout.finalNorm, normed,
            inverse: state.inverseFinal.resize(count), rows: count, width: width)
        let logits = state.logProbabilities.resize(count * vocabularyCount)
        linear(normed, layout.head, rows: count, from: width, to: vocabularyCount, into: logits)
        var result: [Scalar] = []
        result.reserveCapacity(count)
        for (index, output) in batch.outputs.enumerated() {
            let row = logits + index * vocabularyCount
            LogSoftmax.apply(row, count: vocabularyCount, inverseTemperature: inverseTemperature)
            result.append(row[output.target])
        }
        return result
    }

    /// y = x·Wᵀ (+ bias) + beta·y for x [rows, from] and W [to, from].
    @inline(__always)
    func linear(
        _ x: UnsafePointer<Scalar>, _ weight: Int, bias: Int? = nil, rows: Int, from: Int, to: Int,
        into y: UnsafeMutablePointer<Scalar>, beta: Scalar = 0
    ) {
        if rows == 0 { return }
        var beta = beta
        if let bias {
            for row in 0..<rows { (y + row * to).update(from: parameters + bias, count: to) }
            beta = 1
        }
        if isRowwise {
            multiplyRowwise(x, weight, rows: rows, from: from, to: to, into: y, beta: beta)
        } else {
            multiply(x, weight, rows: rows, from: from, to: to, into: y, beta: beta)
        }
    }

    @inline(__always)
    func multiply(
        _ x: UnsafePointer<Scalar>, _ weight: Int, rows: Int, from: Int, to: Int,
        into y: UnsafeMutablePointer<Scalar>, beta: Scalar
    ) {
        Scalar.multiply(
            x, from, transposed: false, parameters + weight, from, transposed: true, into: y, to,
            m: rows, n: to, k: from, beta: beta)
    }

    /// result = a + b over one row.
    @inline(__always)
    private func add(
        _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
        _ result: UnsafeMutablePointer<Scalar>
    ) {
        for column in stride(from: 0, to: shape.width, by: laneCount) {
            storeLanes(loadLanes(a + column) + loadLanes(b + column), result + column)
        }
    }
}
