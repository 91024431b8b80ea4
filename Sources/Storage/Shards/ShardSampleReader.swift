public import Records

/// Reads the samples of a set in a seed's order, from any place on, as one of several workers.
///
///     var reader = ShardSampleReader(set, seed: seed, from: cursor, worker: 1, of: 4)
///     while let sample = try reader.next() { … }
///     reader.beginNextEpoch()
///
/// To stop so that any number of workers can go on, stop when each has taken equally many samples,
/// and keep `ShardCursor.joint(of:)`; `ShardSequence` says who takes what.
public struct ShardSampleReader {
    /// The next place that this worker takes, or one past the end.
    public private(set) var cursor: ShardCursor
    private let set: ShardSet
    private let seed: Seed
    private let worker: Int
    private let workers: Int
    private var sequence: ShardSequence

    /// A reader that goes on from where all workers stood. From the end of an epoch it goes on with
    /// the next.
    ///
    /// - Precondition: `worker` is in `0..<workers`; the cursor is not negative.
    public init(
        _ set: ShardSet, seed: Seed, from start: ShardCursor = ShardCursor(), worker: Int = 0,
        of workers: Int = 1
    ) {
        self.set = set
        self.seed = seed
        self.worker = worker
        self.workers = workers
        let isOver = start.position > 0 && start.position >= set.count
        (cursor, sequence) = ShardSampleReader.begin(
            isOver ? ShardCursor(epoch: start.epoch &+ 1) : start, set, seed, worker, workers)
    }

    /// The next sample of the epoch, or nothing at its end.
    ///
    /// - Throws: a `Fault` where the sample cannot be read; it is not passed over then.
    public mutating func next() throws(Fault) -> ShardSample? {
        guard cursor.position < sequence.count else { return nil }
        let sample = try set.sample(at: sequence[cursor.position])
        cursor.position += workers
        return sample
    }

    /// Goes to the beginning of the next epoch.
    public mutating func beginNextEpoch() {
        (cursor, sequence) = ShardSampleReader.begin(
            ShardCursor(epoch: cursor.epoch &+ 1), set, seed, worker, workers)
    }

    private static func begin(
        _ start: ShardCursor, _ set: ShardSet, _ seed: Seed, _ worker: Int, _ workers: Int
    ) -> (ShardCursor, ShardSequence) {
        let position = ShardSequence.first(from: start.position, worker: worker, of: workers)
        return (
            ShardCursor(epoch: start.epoch, position: position),
            ShardSequence(count: set.count, seed: seed, epoch: start.epoch)
        )
    }
}
