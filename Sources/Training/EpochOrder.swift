public import Records

/// Which item comes at which position of an endless walk over a set: each epoch is a permutation of
/// its own, so a position alone says where a resumed run goes on.
public struct EpochOrder: Sendable {
    private let count: Int
    private let seed: Seed
    private let keepsFirstEpoch: Bool
    private var epoch = -1
    private var permutation: [Int] = []

    /// A walk over `count` items. With `keepsFirstEpoch`, the first epoch takes them as they stand.
    public init(count: Int, seed: Seed, keepsFirstEpoch: Bool = false) {
        self.count = count
        self.seed = seed
        self.keepsFirstEpoch = keepsFirstEpoch
    }

    /// The item at a position.
    public mutating func item(at position: Int) -> Int {
        let wanted = position / count
        if wanted != epoch {
            epoch = wanted
            permutation = Array(0..<count)
            if !(keepsFirstEpoch && epoch == 0) {
                var random = CounterGenerator(seed.deriving("epoch").deriving(epoch))
                permutation = random.shuffled(permutation)
            }
        }
        return permutation[position % count]
    }
}
