import Records

/// How long work may take, going by an earlier receipt.
public struct Estimate: Sendable, Hashable, CustomStringConvertible {
    /// Time on the wall, in seconds.
    public let wallSeconds: Double

    /// An estimate in seconds.
    public init(wallSeconds: Double) { self.wallSeconds = wallSeconds }

    /// What is left of a stage, if it goes like the earlier one: its time, by units.
    ///
    /// - Parameter unitsLeft: how many units are to be done; nothing if that is not known yet, which
    ///   is taken for as many as there were.
    init(_ earlier: Receipt, unitsLeft: Int?) {
        let share = unitsLeft.map { Double($0) / Double(max(1, earlier.unitCount)) } ?? 1
        wallSeconds = earlier.cost.wallSeconds * share
    }

    /// `0:12`.
    public var description: String { Format.duration(wallSeconds) }
}
