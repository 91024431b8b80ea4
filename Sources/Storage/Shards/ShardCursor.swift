/// Where reading stands: these two integers and the seed are all that a resumed run needs.
public struct ShardCursor: Sendable, Hashable {
    /// The pass over the samples, from 0.
    public var epoch: Int
    /// The first place of the epoch's order that is not yet read.
    public var position: Int

    /// A place in an epoch; the very beginning by default.
    public init(epoch: Int = 0, position: Int = 0) {
        self.epoch = epoch
        self.position = position
    }

    /// Where all workers together stand, from the cursors of each: what is before it is read, what
    /// is after it is not. Any number of workers can go on from there.
    ///
    /// - Returns: nothing where workers are not in step, that is, have not taken the same number of
    ///   samples (or all that were left for them) since they began.
    public static func joint(of workers: [ShardCursor]) -> ShardCursor? {
        guard let first = workers.min(by: { $0.position < $1.position }),
            workers.allSatisfy({
                $0.epoch == first.epoch && $0.position - first.position < workers.count
            })
        else { return nil }
        return first
    }
}
