public import Records

/// An order of all samples, mixed by a seed, of which any place is computed by itself.
///
/// It is a permutation in constant memory: a Feistel network over the smallest power of two that
/// holds all numbers, walked until it comes back to one that is a sample's (Black and Rogaway,
/// "Ciphers with Arbitrary Finite Domains", 2002). No list is shuffled, so a million samples cost
/// what ten do, and reading goes on from any place at once.
///
/// Worker `w` of `W` takes the places that leave `w` when divided by `W`. All places are taken once,
/// none is added and none left out, so workers' numbers of samples differ by at most one. Since a
/// place's sample does not depend on the workers, their number may change at any place.
public struct ShardSequence: Sendable, Hashable {
    /// How many samples there are.
    public let count: Int
    private let keys: [Seed]
    private let leftBits: UInt64
    private let rightBits: UInt64

    private static let rounds = 8
    /// Halves of a few bits mix badly, so small sets are walked in a larger domain.
    private static let leastBits = 8

    /// The order of an epoch.
    ///
    /// - Precondition: `count` is not negative.
    public init(count: Int, seed: Seed, epoch: Int) {
        precondition(count >= 0, "a sequence of \(count) samples")
        self.count = count
        let own = seed.deriving("shard sequence").deriving(epoch)
        keys = (0..<ShardSequence.rounds).map { own.deriving($0) }
        let needed = Int.bitWidth - max(0, count - 1).leadingZeroBitCount
        let bits = max(ShardSequence.leastBits, needed)
        leftBits = UInt64(bits / 2)
        rightBits = UInt64(bits - bits / 2)
    }

    /// The number of the sample at a place.
    ///
    /// - Precondition: `position` is in `0..<count`.
    public subscript(position: Int) -> Int {
        precondition(position >= 0 && position < count, "no place \(position) of \(count)")
        var value = UInt64(position)
        repeat { value = permuted(value) } while value >= UInt64(count)
        return Int(value)
    }

    /// The places from one on that a worker takes, in order.
    ///
    /// - Precondition: `worker` is in `0..<workers`; `start` is not negative.
    public func positions(
        from start: Int = 0, worker: Int = 0, of workers: Int = 1
    ) -> StrideTo<Int> {
        let first = ShardSequence.first(from: min(start, count), worker: worker, of: workers)
        return stride(from: first, to: count, by: workers)
    }

    /// The first place from one on that is a worker's.
    static func first(from start: Int, worker: Int, of workers: Int) -> Int {
        precondition(start >= 0 && worker >= 0 && worker < workers, "no worker \(worker)")
        return start + (worker - start % workers + workers) % workers
    }

    /// One pass through the network: each half is changed by a function of the other, by turns.
    private func permuted(_ value: UInt64) -> UInt64 {
        let rightMask = (1 as UInt64) << rightBits - 1
        let leftMask = (1 as UInt64) << leftBits - 1
        var left = value >> rightBits
        var right = value & rightMask
        for (round, key) in keys.enumerated() {
            if round.isMultiple(of: 2) {
                left ^= key.deriving(Int(right)).value & leftMask
            } else {
                right ^= key.deriving(Int(left)).value & rightMask
            }
        }
        return left << rightBits | right
    }
}
