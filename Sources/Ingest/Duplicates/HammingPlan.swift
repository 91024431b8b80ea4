/// How 64 bits are cut into chunks for a search.
struct HammingPlan {
    /// A run of bits, and which of its values are near another.
    struct Chunk {
        var shift: Int
        var bitCount: Int
        /// The most bits in which the chunk's value may differ.
        var radius: Int

        /// The bits to flip to come to each value within the radius, the fewest first.
        var flips: [UInt64] {
            var result: [UInt64] = [0]
            // Those of the last round, with the place of their highest bit.
            var last: [(flip: UInt64, next: Int)] = [(0, 0)]
            for _ in 0..<radius {
                var current: [(flip: UInt64, next: Int)] = []
                for (flip, next) in last {
                    for bit in next..<bitCount {
                        current.append((flip | 1 << UInt64(bit), bit + 1))
                    }
                }
                result += current.map(\.flip)
                last = current
            }
            return result
        }

        /// How many flips there are.
        var flipCount: Double {
            var (sum, term) = (1.0, 1.0)
            for bit in 0..<radius {
                term = term * Double(bitCount - bit) / Double(bit + 1)
                sum += term
            }
            return sum
        }
    }

    /// The chunks to look at; none where it is cheaper to go through the list.
    let chunks: [Chunk]

    /// The cheapest plan for a list.
    init(count: Int, radius: Int) {
        var best: (cost: Double, chunks: [Chunk]) = (Double(count), [])
        for chunkCount in 3...10 {
            let chunks = HammingPlan.cut(into: chunkCount, radius: radius)
            // A table much longer than the list is not worth its memory.
            guard chunks.allSatisfy({ 1 << $0.bitCount <= max(1024, 4 * count) }) else { continue }
            var cost = 0.0
            for chunk in chunks {
                // Coming to a bucket costs as much as some comparisons.
                let bucket = 8 + Double(count) / Double(1 << chunk.bitCount)
                cost += chunk.flipCount * bucket
            }
            if cost < best.cost { best = (cost, chunks) }
        }
        chunks = best.chunks
    }

    /// Chunks of about the same length. Of `radius = a·n + b` differing bits, the first `b + 1` chunks
    /// have at most `a` in one of them, or else the others have less than `a` in one.
    private static func cut(into count: Int, radius: Int) -> [Chunk] {
        let (share, rest) = radius.quotientAndRemainder(dividingBy: count)
        var chunks: [Chunk] = []
        var shift = 0
        for index in 0..<count {
            let bitCount = 64 / count + (index < 64 % count ? 1 : 0)
            let own = index <= rest ? share : share - 1
            if own >= 0 { chunks.append(Chunk(shift: shift, bitCount: bitCount, radius: own)) }
            shift += bitCount
        }
        return chunks
    }
}
