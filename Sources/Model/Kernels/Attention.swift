/// Causal attention of one head over segments: out = softmax(q·kᵀ/√width)·v.
///
/// Queries, keys and values lie side by side in rows of `qkv`, each head-major: [rows, 3 · model
/// width]. Keys are the parent segment's rows followed by the segment's own rows up to the query.
enum Attention<Scalar: NetworkScalar> {
    typealias Lanes = Scalar.Lanes

    /// Keys and values of consecutive rows: where the first row's key starts, and how far it is to
    /// the next row's and from a key to its value.
    struct Keys {
        var pointer: UnsafePointer<Scalar>
        var count: Int
        var stride: Int
        var valueOffset: Int
    }

    /// Scalars that the probabilities of a row with `keyCount` keys take: a multiple of the lanes.
    static func paddedCount(_ keyCount: Int) -> Int {
        (keyCount + laneCount - 1) / laneCount * laneCount
    }

    /// Attention of one query; leaves the probabilities in `probabilities`, padding included.
    @inline(__always)
    static func attend(
        _ query: UnsafePointer<Scalar>, _ parent: Keys, _ own: Keys, width: Int, scale: Scalar,
        probabilities: UnsafeMutablePointer<Scalar>, _ output: UnsafeMutablePointer<Scalar>
    ) {
        var largest = -Scalar.infinity
        let ownProbabilities = probabilities + parent.count
        score(query, parent, width, scale, into: probabilities, &largest)
        score(query, own, width, scale, into: ownProbabilities, &largest)
        exponentiate(probabilities, count: parent.count + own.count, largest: largest)
        for column in stride(from: 0, to: width, by: 2 * laneCount) {
            let next = min(column + laneCount, width - laneCount)
            var sums = (Lanes(), Lanes())
            gather(parent, probabilities, column, next, &sums)
            gather(own, ownProbabilities, column, next, &sums)
            storeLanes(sums.0, output + column)
            storeLanes(sums.1, output + next)
        }
    }

    /// The scaled products of a query and its keys.
    @inline(__always)
    private static func score(
        _ query: UnsafePointer<Scalar>, _ keys: Keys, _ width: Int, _ scale: Scalar,
        into scores: UnsafeMutablePointer<Scalar>, _ largest: inout Scalar
    ) {
        var key = keys.pointer
        for index in 0..<keys.count {
            let score = dot(query, key, width) * scale
            scores[index] = score
            largest = max(largest, score)
            key += keys.stride
        }
    }

    /// Turns scores into probabilities; the padding's are all but zero.
    @inline(__always)
    private static func exponentiate(
        _ scores: UnsafeMutablePointer<Scalar>, count: Int, largest: Scalar
    ) {
        let padded = paddedCount(count)
        for index in count..<padded { scores[index] = -.infinity }
        var sum = Lanes()
        for index in stride(from: 0, to: padded, by: laneCount) {
            let value = Scalar.exponential(loadLanes(scores + index) - largest)
            sum += value
            storeLanes(value, scores + index)
        }
        let inverse = 1 / Scalar.sum(sum)
        for index in stride(from: 0, to: padded, by: laneCount) {
            storeLanes(loadLanes(scores + index) * inverse, scores + index)
        }
    }

    /// Adds Σ probability · value in two runs of columns, which are one if a head has no more.
    @inline(__always)
    private static func gather(
        _ keys: Keys, _ probabilities: UnsafePointer<Scalar>, _ column: Int, _ next: Int,
        _ sums: inout (Lanes, Lanes)
    ) {
        var value = keys.pointer + keys.valueOffset
        for index in 0..<keys.count {
            let probability = probabilities[index]
            sums.0 += loadLanes(value + column) * probability
            sums.1 += loadLanes(value + next) * probability
            value += keys.stride
        }
    }

    /// Gradients of one query's attention: adds to the query's, keys' and values' gradients, which
    /// lie as `qkv` does.
    @inline(__always)
    static func attendBackward(
        _ query: UnsafePointer<Scalar>, _ parent: Keys, _ own: Keys, width: Int, scale: Scalar,
        probabilities: UnsafePointer<Scalar>, dOutput: UnsafePointer<Scalar>,
        scratch: UnsafeMutablePointer<Scalar>, dQuery: UnsafeMutablePointer<Scalar>,
        dParent: UnsafeMutablePointer<Scalar>, dOwn: UnsafeMutablePointer<Scalar>
    ) {
        var mean = Scalar(0)
        let ownProbabilities = probabilities + parent.count
        let ownSlopes = scratch + parent.count
        slope(dOutput, parent, width, probabilities, into: scratch, &mean)
        slope(dOutput, own, width, ownProbabilities, into: ownSlopes, &mean)
        for column in stride(from: 0, to: width, by: 2 * laneCount) {
            let next = min(column + laneCount, width - laneCount)
            var sums = (loadLanes(dQuery + column), loadLanes(dQuery + next))
            spread(
                query, parent, column, next, probabilities, slopes: scratch, mean: mean,
                scale: scale, dOutput: dOutput, dKeys: dParent, &sums)
            spread(
                query, own, column, next, ownProbabilities, slopes: ownSlopes, mean: mean,
                scale: scale, dOutput: dOutput, dKeys: dOwn, &sums)
            storeLanes(sums.0, dQuery + column)
            storeLanes(sums.1, dQuery + next)
        }
    }

    /// The gradient of each probability, and their mean under the probabilities.
    @inline(__always)
    private static func slope(
        _ dOutput: UnsafePointer<Scalar>, _ keys: Keys, _ width: Int,
        _ probabilities: UnsafePointer<Scalar>, into slopes: UnsafeMutablePointer<Scalar>,
        _ mean: inout Scalar
    ) {
        var value = keys.pointer + keys.valueOffset
        for index in 0..<keys.count {
            let slope = dot(dOutput, value, width)
            slopes[index] = slope
            mean += slope * probabilities[index]
            value += keys.stride
        }
    }

    /// Adds to the gradients of keys and values, and of the query in `sums`, in two runs of columns.
    ///
    /// All is read before anything is written: if a head has but one run, both are the same.
    @inline(__always)
    private static func spread(
        _ query: UnsafePointer<Scalar>, _ keys: Keys, _ column: Int, _ next: Int,
        _ probabilities: UnsafePointer<Scalar>, slopes: UnsafePointer<Scalar>, mean: Scalar,
        scale: Scalar, dOutput: UnsafePointer<Scalar>, dKeys: UnsafeMutablePointer<Scalar>,
        _ sums: inout (Lanes, Lanes)
    ) {
        let queries = (loadLanes(query + column), loadLanes(query + next))
        let outputs = (loadLanes(dOutput + column), loadLanes(dOutput + next))
        var key = keys.pointer
        var dKey = dKeys
        for index in 0..<keys.count {
            let probability = probabilities[index]
            let score = probability * (slopes[index] - mean) * scale
            sums.0 += loadLanes(key + column) * score
            sums.1 += loadLanes(key + next) * score
            let dValue = dKey + keys.valueOffset
            let keyGradients = (
                loadLanes(dKey + column) + queries.0 * score,
                loadLanes(dKey + next) + queries.1 * score
            )
            let valueGradients = (
                loadLanes(dValue + column) + outputs.0 * probability,
                loadLanes(dValue + next) + outputs.1 * probability
            )
            storeLanes(keyGradients.0, dKey + column)
            storeLanes(keyGradients.1, dKey + next)
            storeLanes(valueGradients.0, dValue + column)
            storeLanes(valueGradients.1, dValue + next)
            key += keys.stride
            dKey += keys.stride
        }
    }

    /// The dot product of `width` scalars.
    @inline(__always)
    static func dot(
        _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, _ width: Int
    ) -> Scalar {
        var sum = loadLanes(a) * loadLanes(b)
        // The usual width of a head, without a loop.
        if width == 2 * laneCount {
            sum += loadLanes(a + laneCount) * loadLanes(b + laneCount)
            return Scalar.sum(sum)
        }
        var column = laneCount
        while column < width {
            sum += loadLanes(a + column) * loadLanes(b + column)
            column += laneCount
        }
        return Scalar.sum(sum)
    }
}
