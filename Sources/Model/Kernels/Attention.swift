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
        let total = parent.count + own.count
        let padded = paddedCount(total)
        var largest = -Scalar.infinity
        for index in 0..<parent.count {
            let score = dot(query, parent.pointer + index * parent.stride, width) * scale
            probabilities[index] = score
            largest = max(largest, score)
        }
        for index in 0..<own.count {
            let score = dot(query, own.pointer + index * own.stride, width) * scale
            probabilities[parent.count + index] = score
            largest = max(largest, score)
        }
        for index in total..<padded { probabilities[index] = -.infinity }
        var sum = Lanes()
        for index in stride(from: 0, to: padded, by: laneCount) {
            let value = Scalar.exponential(loadLanes(probabilities + index) - largest)
            sum += value
            storeLanes(value, probabilities + index)
        }
        let inverse = 1 / Scalar.sum(sum)
        for index in stride(from: 0, to: padded, by: laneCount) {
            storeLanes(loadLanes(probabilities + index) * inverse, probabilities + index)
        }
        for column in stride(from: 0, to: width, by: laneCount) {
            var result = Lanes()
            var value = parent.pointer + parent.valueOffset + column
            for index in 0..<parent.count {
                result += loadLanes(value) * probabilities[index]
                value += parent.stride
            }
            value = own.pointer + own.valueOffset + column
            for index in 0..<own.count {
                result += loadLanes(value) * probabilities[parent.count + index]
                value += own.stride
            }
            storeLanes(result, output + column)
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
        for index in 0..<(parent.count + own.count) {
            let inParent = index < parent.count
            let place = inParent ? index : index - parent.count
            let keys = inParent ? parent : own
            let slope = dot(
                dOutput, keys.pointer + place * keys.stride + keys.valueOffset, width)
            scratch[index] = slope
            mean += slope * probabilities[index]
        }
        for index in 0..<(parent.count + own.count) {
            let inParent = index < parent.count
            let place = inParent ? index : index - parent.count
            let keys = inParent ? parent : own
            let gradient = (inParent ? dParent : dOwn) + place * keys.stride
            let key = keys.pointer + place * keys.stride
            let p = probabilities[index]
            let score = p * (scratch[index] - mean) * scale
            for column in stride(from: 0, to: width, by: laneCount) {
                storeLanes(
                    loadLanes(dQuery + column) + loadLanes(key + column) * score, dQuery + column)
                storeLanes(
                    loadLanes(gradient + column) + loadLanes(query + column) * score,
                    gradient + column)
                let value = gradient + keys.valueOffset + column
                storeLanes(loadLanes(value) + loadLanes(dOutput + column) * p, value)
            }
        }
    }

    /// The dot product of `width` scalars.
    @inline(__always)
    static func dot(
        _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, _ width: Int
    ) -> Scalar {
        var sum = loadLanes(a) * loadLanes(b)
        var column = laneCount
        while column < width {
            sum += loadLanes(a + column) * loadLanes(b + column)
            column += laneCount
        }
        return Scalar.sum(sum)
    }
}
