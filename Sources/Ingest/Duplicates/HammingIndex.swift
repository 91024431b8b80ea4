/// Finds the numbers of a list that differ from another in few bits, exactly.
///
/// Multi-index hashing (Norouzi, Punjani, Fleet 2012): a number is cut into chunks, each with its own
/// table. Two numbers that differ in at most `radius` bits agree in some chunk up to a share of them,
/// so only the buckets that near are looked at, and every candidate is compared in full. How many
/// chunks is chosen by the expected cost; the answer does not depend on it. 12 bytes a chunk and
/// number.
public struct HammingIndex: Sendable {
    /// One chunk's table: numbers by the chunk's value, in the order of the list.
    struct Chunk: Sendable {
        var shift: UInt64
        var mask: UInt64
        /// The bits to flip in the chunk's value, for each bucket to look at.
        var flips: [UInt64]
        /// Where each bucket begins.
        var starts: [UInt32]
        var values: [UInt64]
        var places: [UInt32]
    }

    /// The most bits in which a neighbour differs.
    public let radius: Int
    private let values: [UInt64]
    /// The chunks that are looked at; empty where the whole list is, which is short.
    private let chunks: [Chunk]

    /// An index of a list.
    ///
    /// - Precondition: the radius is 0 to 16, and the list has less than 2³² numbers.
    public init(_ values: [UInt64], radius: Int) {
        precondition((0...16).contains(radius), "a radius of 0 to 16")
        precondition(values.count < UInt32.max, "too many numbers")
        self.radius = radius
        self.values = values
        chunks = HammingPlan(count: values.count, radius: radius).chunks.map {
            Chunk($0, values)
        }
    }

    /// The first place before `end` whose number is near another, among those that `isWanted` takes;
    /// and in how many bits they differ.
    public func first(
        near value: UInt64, before end: Int, where isWanted: (Int) -> Bool
    ) -> (place: Int, distance: Int)? {
        var best = min(end, values.count)
        let limit = best
        if chunks.isEmpty {
            for place in 0..<best
            where (values[place] ^ value).nonzeroBitCount <= radius && isWanted(place) {
                best = place
                break
            }
        }
        for chunk in chunks {
            let own = value >> chunk.shift & chunk.mask
            for flip in chunk.flips {
                let bucket = Int(own ^ flip)
                for index in Int(chunk.starts[bucket])..<Int(chunk.starts[bucket + 1])
                where (chunk.values[index] ^ value).nonzeroBitCount <= radius {
                    let place = Int(chunk.places[index])
                    if place >= best { break }
                    if isWanted(place) {
                        best = place
                        break
                    }
                }
            }
        }
        guard best < limit else { return nil }
        return (best, (values[best] ^ value).nonzeroBitCount)
    }
}

extension HammingIndex.Chunk {
    /// A table of numbers by one chunk, filled by counting.
    init(_ plan: HammingPlan.Chunk, _ numbers: [UInt64]) {
        shift = UInt64(plan.shift)
        mask = (1 << UInt64(plan.bitCount)) - 1
        flips = plan.flips
        var next = [UInt32](repeating: 0, count: 1 << plan.bitCount)
        for number in numbers { next[Int(number >> shift & mask)] += 1 }
        starts = []
        starts.reserveCapacity(next.count + 1)
        var sum: UInt32 = 0
        for bucket in next.indices {
            starts.append(sum)
            sum += next[bucket]
            next[bucket] = starts[bucket]
        }
        starts.append(sum)
        values = [UInt64](repeating: 0, count: numbers.count)
        places = [UInt32](repeating: 0, count: numbers.count)
        for (place, number) in numbers.enumerated() {
            let bucket = Int(number >> shift & mask)
            values[Int(next[bucket])] = number
            places[Int(next[bucket])] = UInt32(place)
            next[bucket] += 1
        }
    }
}
