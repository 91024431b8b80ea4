/// Closed pages of a column that wait for the end of their row group.
struct PendingPages {
    /// The older ones: where the spill keeps them.
    var spilled: [Range<Int>] = []
    /// The newer ones.
    var bytes: [UInt8] = []
}
