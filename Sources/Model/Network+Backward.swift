extension Network {
    /// Adds the loss's gradient to `gradient`, given ∂loss/∂(log-probability) of each output.
    ///
    /// Runs the exact reverse of the forward pass that filled `state` last; that pass's
    /// log-probabilities are used up.
    ///
    /// - Returns: the sum of the outputs' entropies in nats, at the pass's temperature.
    @discardableResult
    func backward(
        _ batch: TokenBatch, patches: UnsafePointer<Scalar>?, outputGradients: [Scalar],
        inverseTemperature: Scalar = 1, _ state: Activations<Scalar>,
        addingTo gradient: Buffer<Scalar>
    ) -> Double {
        let rows = batch.rowCount
        let target = gradient.pointer
        let dx = state.gradientRows.resizeZeroed(rows * shape.width)
        let entropy = readOutBackward(
            batch, outputGradients: outputGradients, inverseTemperature: inverseTemperature, state,
            target, dx: dx)
        for layer in (0..<shape.layers).reversed() {
            blockBackward(layer, batch, state, target, dx: dx)
        }
        embedBackward(batch, patches: patches, state, target, dx: dx)
        return entropy
    }

    /// ∂/∂logits = ∂/∂logp · (onehot − p) / temperature, then through head and norm to the rows.
    private func readOutBackward(
        _ batch: TokenBatch, outputGradients: [Scalar], inverseTemperature: Scalar,
        _ state: Activations<Scalar>, _ target: UnsafeMutablePointer<Scalar>,
        dx: UnsafeMutablePointer<Scalar>
    ) -> Double {
        let width = shape.width
        let count = batch.outputs.count
        if count == 0 { return 0 }
        let slopes = state.logProbabilities.pointer
        var entropy = 0.0
        for (index, output) in batch.outputs.enumerated() {
            let row = slopes + index * vocabularyCount
            entropy += Double(LogSoftmax.exponentiate(row, count: vocabularyCount))
            let slope = outputGradients[index] * inverseTemperature
            for column in 0..<vocabularyCount { row[column] *= -slope }
            row[output.target] += slope
        }
        accumulate(
            slopes, vocabularyCount, state.normedFinal.pointer, width, rows: count,
            target + layout.head)
        let dNormed = state.gradientLogits.resize(count * width)
        pullBack(
            slopes, layout.head, rows: count, from: vocabularyCount, to: width, into: dNormed)
        let dGathered = state.gradientNormed.resizeZeroed(count * width)
        RMSNorm.backward(
            state.gathered.pointer, weight: parameters + layout.finalNorm,
            inverse: state.inverseFinal.pointer, dy: dNormed, addingTo: dGathered,
            dWeight: target + layout.finalNorm, rows: count, width: width)
        for (index, output) in batch.outputs.enumerated() {
            add(dGathered + index * width, to: dx + output.row * width)
        }
        return entropy
    }

    /// `dx` enters as the gradient of the block's output and leaves as that of its input.
    private func blockBackward(
        _ layer: Int, _ batch: TokenBatch, _ state: Activations<Scalar>,
        _ target: UnsafeMutablePointer<Scalar>, dx: UnsafeMutablePointer<Scalar>
    ) {
        let rows = batch.rowCount
        let width = shape.width
        let block = state.blocks[layer]
        let place = layout.blocks[layer]
        let dHidden = state.gradientHidden.resize(rows * shape.feedForward)
        pullBack(
            dx, place.down, rows: rows, from: width, to: shape.feedForward, into: dHidden)
        accumulate(
            dx, width, block.activated.pointer, shape.feedForward, rows: rows, target + place.down)
        GELU.backward(
            block.hidden.pointer, dy: dHidden, dHidden, count: rows * shape.feedForward)
        accumulate(
            dHidden, shape.feedForward, block.normed2.pointer, width, rows: rows, target + place.up)
        let dNormed = state.gradientNormed.resize(rows * width)
        pullBack(
            dHidden, place.up, rows: rows, from: shape.feedForward, to: width, into: dNormed)
        RMSNorm.backward(
            block.middle.pointer, weight: parameters + place.norm2,
            inverse: block.inverse2.pointer, dy: dNormed, addingTo: dx,
            dWeight: target + place.norm2, rows: rows, width: width)

        let dAttended = dNormed
        pullBack(dx, place.output, rows: rows, from: width, to: width, into: dAttended)
        accumulate(dx, width, block.attended.pointer, width, rows: rows, target + place.output)
        let dQKV = state.gradientWide.resizeZeroed(rows * 3 * width)
        attendBackward(batch, block, state, dAttended: dAttended, dQKV: dQKV)
        accumulate(dQKV, 3 * width, block.tapped.pointer, width, rows: rows, target + place.qkv)
        let dTapped = dNormed
        pullBack(dQKV, place.qkv, rows: rows, from: 3 * width, to: width, into: dTapped)
        let dInput = state.gradientHidden.resize(rows * width)
        Taps.backward(
            block.normed.pointer, taps: parameters + place.taps, predecessors: batch.predecessors,
            dy: dTapped, dInput, dTaps: target + place.taps, rows: rows, width: width)
        RMSNorm.backward(
            block.input.pointer, weight: parameters + place.norm1,
            inverse: block.inverse1.pointer, dy: dInput, addingTo: dx,
            dWeight: target + place.norm1, rows: rows, width: width)
    }

    private func attendBackward(
        _ batch: TokenBatch, _ block: Activations<Scalar>.Block, _ state: Activations<Scalar>,
        dAttended: UnsafePointer<Scalar>, dQKV: UnsafeMutablePointer<Scalar>
    ) {
        let longest = batch.segments.map { $0.parentCount + $0.count }.max() ?? 0
        let scratch = state.scratch.resize(longest)
        let qkv = UnsafePointer(block.qkv.pointer)
        let probabilities = UnsafePointer(block.probabilities.pointer)
        forEachQuery(batch, block, state) { row, query, parent, own, offset, head, scale in
            Attention<Scalar>.attendBackward(
                query, parent, own, width: shape.headWidth, scale: scale,
                probabilities: probabilities + offset,
                dOutput: dAttended + row * shape.width + head * shape.headWidth,
                scratch: scratch, dQuery: dQKV + (query - qkv),
                dParent: dQKV + (parent.pointer - qkv), dOwn: dQKV + (own.pointer - qkv))
        }
    }

    private func embedBackward(
        _ batch: TokenBatch, patches: UnsafePointer<Scalar>?, _ state: Activations<Scalar>,
        _ target: UnsafeMutablePointer<Scalar>, dx: UnsafePointer<Scalar>
    ) {
        let width = shape.width
        let patchRows = batch.pictureCount * shape.patchCount
        let dFeatures = state.gradientFeatures.resizeZeroed(patchRows * width)
        for row in 0..<batch.rowCount {
            let token = batch.tokens[row]
            let position = batch.positions[row]
            let slope = dx + row * width
            if token >= 0 {
                add(slope, to: target + layout.tokens + token * width)
                add(slope, to: target + layout.textPositions + position * width)
            } else {
                add(slope, to: dFeatures + (-1 - token) * width)
                add(slope, to: target + layout.patchPositions + position * width)
                if !patchTokens.isEmpty {
                    add(slope, to: target + layout.tokens + patchTokens[position] * width)
                }
            }
        }
        guard patchRows > 0, let patches else { return }
        let hiddenWidth = shape.patchWidth
        accumulate(
            dFeatures, width, state.patchActivated.pointer, hiddenWidth, rows: patchRows,
            target + layout.patch2)
        addRows(dFeatures, rows: patchRows, width: width, to: target + layout.patchBias2)
        let dHidden = state.gradientHidden.resize(patchRows * hiddenWidth)
        pullBack(
            dFeatures, layout.patch2, rows: patchRows, from: width, to: hiddenWidth, into: dHidden)
        GELU.backward(
            state.patchHidden.pointer, dy: dHidden, dHidden, count: patchRows * hiddenWidth)
        accumulate(
            dHidden, hiddenWidth, patches, shape.patchScalars, rows: patchRows,
            target + layout.patch1)
        addRows(dHidden, rows: patchRows, width: hiddenWidth, to: target + layout.patchBias1)
    }

    /// dW += dyᵀ·x for dy [rows, out] and x [rows, in].
    @inline(__always)
    private func accumulate(
        _ dy: UnsafePointer<Scalar>, _ out: Int, _ x: UnsafePointer<Scalar>, _ input: Int,
        rows: Int, _ target: UnsafeMutablePointer<Scalar>
    ) {
        Scalar.multiply(
            dy, out, transposed: true, x, input, transposed: false, into: target, input, m: out,
            n: input, k: rows, beta: 1)
    }

    /// dx = dy·W for dy [rows, from] and W [from, to].
    @inline(__always)
    private func pullBack(
        _ dy: UnsafePointer<Scalar>, _ weight: Int, rows: Int, from: Int, to: Int,
        into dx: UnsafeMutablePointer<Scalar>
    ) {
        Scalar.multiply(
            dy, from, transposed: false, parameters + weight, to, transposed: false, into: dx, to,
            m: rows, n: to, k: from, beta: 0)
    }

    private func addRows(
        _ rowsPointer: UnsafePointer<Scalar>, rows: Int, width: Int,
        to target: UnsafeMutablePointer<Scalar>
    ) {
        for row in 0..<rows {
            let source = rowsPointer + row * width
            for column in stride(from: 0, to: width, by: laneCount) {
                storeLanes(
                    loadLanes(target + column) + loadLanes(source + column), target + column)
            }
        }
    }

    @inline(__always)
    private func add(_ source: UnsafePointer<Scalar>, to target: UnsafeMutablePointer<Scalar>) {
        addRows(source, rows: 1, width: shape.width, to: target)
    }
}
