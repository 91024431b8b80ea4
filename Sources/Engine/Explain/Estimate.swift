import Records

/// How long work may take, going by an earlier receipt.
public struct Estimate: Sendable, Hashable, CustomStringConvertible {
    /// Time on the wall, in seconds.
    public let wallSeconds: Double

    /// An estimate in seconds.
    public init(wallSeconds: Double) { self.wallSeconds = wallSeconds }

    /// What is left of a stage, if it goes like the earlier one: its time, by units.
    ///
    /// - Parameters:
    ///   - unitsLeft: how many units are to be done; nothing if that is not known yet, which is taken
    ///     for as many as there were.
    ///   - progress: how far the one unit that is left has come, if it goes on from there.
    init(_ earlier: Receipt, unitsLeft: Int?, progress: UnitProgress? = nil) {
        var share = unitsLeft.map { Double($0) / Double(max(1, earlier.unitCount)) } ?? 1
        if let progress, let total = progress.total, total > 0 {
            share *= Double(max(0, total - progress.done)) / Double(total)
        }
        wallSeconds = earlier.cost.wallSeconds * share
    }

    /// `0:12`.
    public var description: String { Format.duration(wallSeconds) }
}
