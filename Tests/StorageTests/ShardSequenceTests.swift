import Records
import Storage
import Testing

@Suite struct ShardSequenceTests {
    private func all(_ sequence: ShardSequence) -> [Int] {
        sequence.positions().map { sequence[$0] }
    }

    @Test(arguments: Array(0...66) + [255, 256, 257, 1000, 4096, 4097, 20_011])
    func `every sample has one place`(count: Int) {
        for seed: UInt64 in [0, .max] {
            for epoch in [0, 1_000_000] where count < 1000 || epoch == 0 {
                let sequence = ShardSequence(count: count, seed: Seed(seed), epoch: epoch)
                var isTaken = [Bool](repeating: false, count: count)
                for sample in all(sequence) { isTaken[sample] = true }
                #expect(!isTaken.contains(false))
            }
        }
    }

    @Test func `seed and epoch decide the order`() {
        let order = all(ShardSequence(count: 100, seed: Seed(3), epoch: 2))
        #expect(order == all(ShardSequence(count: 100, seed: Seed(3), epoch: 2)))
        #expect(order != all(ShardSequence(count: 100, seed: Seed(3), epoch: 3)))
        #expect(order != all(ShardSequence(count: 100, seed: Seed(4), epoch: 2)))
        // What a run of another machine and version must find again.
        #expect(
            all(ShardSequence(count: 10, seed: Seed(7), epoch: 0)) == [
                5, 9, 8, 6, 4, 2, 1, 0, 3, 7,
            ])
    }

    @Test func `every sample comes equally often to every place`() {
        let count = 10
        let draws = 4000
        var hits = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for epoch in 0..<draws {
            let sequence = ShardSequence(count: count, seed: Seed(11), epoch: epoch)
            for position in 0..<count { hits[position][sequence[position]] += 1 }
        }
        let expected = Double(draws) / Double(count)
        let deviation = hits.joined().reduce(0) {
            $0 + ($1 - expected) * ($1 - expected) / expected
        }
        // 81 degrees of freedom: mean 81, standard deviation 12.7.
        #expect(deviation > 40 && deviation < 135, "\(deviation)")
    }

    @Test func `neighbours are separated`() {
        let count = 20_000
        let order = all(ShardSequence(count: count, seed: Seed(5), epoch: 0))
        let steps = zip(order, order.dropFirst())
        // A random order keeps about one pair, and rises as often as it falls.
        #expect(steps.count { $1 - $0 == 1 } < 8)
        #expect(abs(steps.count { $0 < $1 } - count / 2) < 200)
        let near = order.enumerated().count { abs($0 - $1) < count / 100 }
        #expect(abs(near - 2 * count / 100) < 120)
    }

    struct Split: Sendable {
        var count: Int
        var workers: Int
        var start: Int
    }

    @Test(arguments: [
        Split(count: 10, workers: 3, start: 0), Split(count: 10, workers: 3, start: 4),
        Split(count: 2, workers: 5, start: 0), Split(count: 100, workers: 7, start: 99),
        Split(count: 100, workers: 7, start: 100), Split(count: 0, workers: 2, start: 0),
        Split(count: 5, workers: 2, start: .max),
    ])
    func `workers share the places from any one on`(each: Split) {
        let sequence = ShardSequence(count: each.count, seed: Seed(1), epoch: 0)
        let shares = (0..<each.workers).map {
            Array(sequence.positions(from: each.start, worker: $0, of: each.workers))
        }
        #expect(shares.joined().sorted() == Array(min(each.start, each.count)..<each.count))
        for (worker, share) in shares.enumerated() {
            #expect(share.allSatisfy { $0 % each.workers == worker })
        }
        let sizes = shares.map(\.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }
}
