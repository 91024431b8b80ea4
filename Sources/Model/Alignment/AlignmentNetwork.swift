/// A small CLIP (arXiv 2103.00020): a picture is the sum over its cells of an encoded patch, a
/// description the sum over its phrases of an encoded phrase; both end as unit vectors.
struct AlignmentNetwork<Scalar: NetworkScalar> {
    let shape: AlignmentConfiguration
    let layout: AlignmentLayout
    let weights: Buffer<Scalar>

    /// What a pass leaves for the pass back.
    final class State {
        let hidden1 = Buffer<Scalar>(), active1 = Buffer<Scalar>()
        let hidden2 = Buffer<Scalar>(), active2 = Buffer<Scalar>()
        let cells = Buffer<Scalar>(), inputs = Buffer<Scalar>()
        let scratch1 = Buffer<Scalar>(), scratch2 = Buffer<Scalar>(), scratch3 = Buffer<Scalar>()
    }

    private var parameters: UnsafeMutablePointer<Scalar> { weights.pointer }

    /// Encodes pictures [pictures · patches, patch scalars] to sums [pictures, width], not yet unit
    /// vectors.
    func encodePictures(
        _ patches: UnsafePointer<Scalar>, count: Int, _ state: State,
        into output: UnsafeMutablePointer<Scalar>
    ) {
        let hidden = shape.hiddenWidth
        let cellCount = shape.pictures.patchCount
        let rows = count * cellCount
        let first = state.hidden1.resize(rows * hidden)
        for row in 0..<rows {
            let position = parameters + layout.positions + (row % cellCount) * hidden
            for column in 0..<hidden {
                first[row * hidden + column] =
                    position[column] + parameters[layout.patchBias + column]
            }
        }
        multiply(patches, layout.patch, rows, shape.pictures.patchScalars, hidden, first, beta: 1)
        let active1 = state.active1.resize(rows * hidden)
        GELU.forward(first, active1, count: rows * hidden)
        encodeRows(
            active1, rows: rows, weight: layout.cell, bias: layout.cellBias, out: layout.cellOut,
            state)
        sumRows(state.cells.pointer, groups: (0...count).map { $0 * cellCount }, into: output)
    }

    /// Encodes descriptions, each a list of phrases of tokens, to sums [descriptions, width].
    func encodeTexts(
        _ texts: [[[Int]]], _ state: State, into output: UnsafeMutablePointer<Scalar>
    ) {
        let hidden = shape.hiddenWidth
        let phrases = texts.flatMap { $0 }
        let inputs = state.inputs.resizeZeroed(phrases.count * hidden)
        for (row, phrase) in phrases.enumerated() {
            for token in phrase {
                let word = parameters + layout.words + token * hidden
                for column in 0..<hidden { inputs[row * hidden + column] += word[column] }
            }
        }
        encodeRows(
            inputs, rows: phrases.count, weight: layout.phrase, bias: layout.phraseBias,
            out: layout.phraseOut, state)
        var groups = [0]
        for text in texts { groups.append((groups.last ?? 0) + text.count) }
        sumRows(state.cells.pointer, groups: groups, into: output)
    }

    /// Linear → GELU → Linear on rows, into `state.cells`.
    private func encodeRows(
        _ x: UnsafePointer<Scalar>, rows: Int, weight: Int, bias: Int, out: Int, _ state: State
    ) {
        let hidden = shape.hiddenWidth
        let second = state.hidden2.resize(rows * hidden)
        for row in 0..<rows {
            (second + row * hidden).update(from: parameters + bias, count: hidden)
        }
        multiply(x, weight, rows, hidden, hidden, second, beta: 1)
        let active = state.active2.resize(rows * hidden)
        GELU.forward(second, active, count: rows * hidden)
        multiply(active, out, rows, hidden, shape.width, state.cells.resize(rows * shape.width))
    }

    private func sumRows(
        _ rows: UnsafePointer<Scalar>, groups: [Int], into output: UnsafeMutablePointer<Scalar>
    ) {
        for group in 0..<(groups.count - 1) {
            let target = output + group * shape.width
            target.update(repeating: 0, count: shape.width)
            for row in groups[group]..<groups[group + 1] {
                for column in 0..<shape.width { target[column] += rows[row * shape.width + column] }
            }
        }
    }

    /// Adds the gradient of pictures' sums [pictures, width].
    func picturesBackward(
        _ patches: UnsafePointer<Scalar>, count: Int, _ state: State,
        dSums: UnsafePointer<Scalar>, addingTo target: UnsafeMutablePointer<Scalar>
    ) {
        let hidden = shape.hiddenWidth
        let cellCount = shape.pictures.patchCount
        let rows = count * cellCount
        let dActive = rowsBackward(
            state.active1.pointer, rows: rows, weight: layout.cell, bias: layout.cellBias,
            out: layout.cellOut, state, dRows: { dSums + ($0 / cellCount) * shape.width },
            addingTo: target)
        GELU.backward(state.hidden1.pointer, dy: dActive, dActive, count: rows * hidden)
        accumulate(
            dActive, hidden, patches, shape.pictures.patchScalars, rows, target + layout.patch)
        for row in 0..<rows {
            let position = target + layout.positions + (row % cellCount) * hidden
            for column in 0..<hidden {
                let slope = dActive[row * hidden + column]
                position[column] += slope
                target[layout.patchBias + column] += slope
            }
        }
    }

    /// Adds the gradient of descriptions' sums [descriptions, width].
    func textsBackward(
        _ texts: [[[Int]]], _ state: State, dSums: UnsafePointer<Scalar>,
        addingTo target: UnsafeMutablePointer<Scalar>
    ) {
        let hidden = shape.hiddenWidth
        let owners = texts.enumerated().flatMap { text, phrases in phrases.map { _ in text } }
        let dInputs = rowsBackward(
            state.inputs.pointer, rows: owners.count, weight: layout.phrase,
            bias: layout.phraseBias, out: layout.phraseOut, state,
            dRows: { dSums + owners[$0] * shape.width }, addingTo: target)
        for (row, phrase) in texts.joined().enumerated() {
            for token in phrase {
                let word = target + layout.words + token * hidden
                for column in 0..<hidden { word[column] += dInputs[row * hidden + column] }
            }
        }
    }

    /// The reverse of `encodeRows`; returns the gradient of its input.
    private func rowsBackward(
        _ x: UnsafePointer<Scalar>, rows: Int, weight: Int, bias: Int, out: Int, _ state: State,
        dRows: (Int) -> UnsafePointer<Scalar>, addingTo target: UnsafeMutablePointer<Scalar>
    ) -> UnsafeMutablePointer<Scalar> {
        let hidden = shape.hiddenWidth
        let width = shape.width
        let dOut = state.scratch1.resize(rows * width)
        for row in 0..<rows { (dOut + row * width).update(from: dRows(row), count: width) }
        accumulate(dOut, width, state.active2.pointer, hidden, rows, target + out)
        let dHidden = state.scratch2.resize(rows * hidden)
        pullBack(dOut, out, rows, width, hidden, dHidden)
        GELU.backward(state.hidden2.pointer, dy: dHidden, dHidden, count: rows * hidden)
        accumulate(dHidden, hidden, x, hidden, rows, target + weight)
        for row in 0..<rows {
            for column in 0..<hidden { target[bias + column] += dHidden[row * hidden + column] }
        }
        let dInput = state.scratch3.resize(rows * hidden)
        pullBack(dHidden, weight, rows, hidden, hidden, dInput)
        return dInput
    }

    /// y = x·Wᵀ + beta·y.
    private func multiply(
        _ x: UnsafePointer<Scalar>, _ weight: Int, _ rows: Int, _ from: Int, _ to: Int,
        _ y: UnsafeMutablePointer<Scalar>, beta: Scalar = 0
    ) {
        if rows == 0 { return }
        Scalar.multiply(
            x, from, transposed: false, parameters + weight, from, transposed: true, into: y, to,
            m: rows, n: to, k: from, beta: beta)
    }

    /// dW += dyᵀ·x.
    private func accumulate(
        _ dy: UnsafePointer<Scalar>, _ out: Int, _ x: UnsafePointer<Scalar>, _ input: Int,
        _ rows: Int, _ target: UnsafeMutablePointer<Scalar>
    ) {
        if rows == 0 { return }
        Scalar.multiply(
            dy, out, transposed: true, x, input, transposed: false, into: target, input, m: out,
            n: input, k: rows, beta: 1)
    }

    /// dx = dy·W.
    private func pullBack(
        _ dy: UnsafePointer<Scalar>, _ weight: Int, _ rows: Int, _ from: Int, _ to: Int,
        _ dx: UnsafeMutablePointer<Scalar>
    ) {
        if rows == 0 { return }
        Scalar.multiply(
            dy, from, transposed: false, parameters + weight, to, transposed: false, into: dx, to,
            m: rows, n: to, k: from, beta: 0)
    }
}
