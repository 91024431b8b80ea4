/// For each key, the first row that has it: an open-addressing table of row numbers alone. Keys are
/// not kept; the caller compares rows. Eight to sixteen bytes a row.
struct FirstRowTable {
    private var slots: [UInt32]

    /// A table for so many keys at most.
    init(capacity: Int) {
        var size = 16
        while size < 2 * capacity { size *= 2 }
        slots = [UInt32](repeating: .max, count: size)
    }

    /// The first row with a key, or nothing.
    func row(_ hash: UInt64, where isEqual: (Int) -> Bool) -> Int? {
        let slot = slots[place(of: hash, where: isEqual)]
        return slot == .max ? nil : Int(slot)
    }

    /// Notes a row unless there is one with its key.
    ///
    /// - Returns: the row that has the key already, or nothing.
    @discardableResult
    mutating func insert(_ row: Int, _ hash: UInt64, where isEqual: (Int) -> Bool) -> Int? {
        let place = place(of: hash, where: isEqual)
        guard slots[place] == .max else { return Int(slots[place]) }
        slots[place] = UInt32(row)
        return nil
    }

    /// The slot of a key, or the free one where it would be.
    private func place(of hash: UInt64, where isEqual: (Int) -> Bool) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place] != .max, !isEqual(Int(slots[place])) { place = (place + 1) & mask }
        return place
    }
}
