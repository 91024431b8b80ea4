/// The rows whose signatures agree in a band (locality-sensitive hashing): for each key, a chain of
/// rows. 24 to 32 bytes a row and band.
struct BandTable {
    /// How many bands a signature is cut into, and how many numbers each has.
    let bandCount: Int
    let bandSize: Int

    private var slots: [UInt32]
    private var keys: [UInt64] = []
    private var rows: [UInt32] = []
    private var next: [UInt32] = []

    /// A table that finds at least 99 of 100 pairs of a similarity: the longest bands that do.
    init(threshold: Double) {
        var size = 1
        for longer in 2...16 {
            let count = MinHash.count / longer
            var (agrees, misses) = (1.0, 1.0)
            for _ in 0..<longer { agrees *= threshold }
            for _ in 0..<count { misses *= 1 - agrees }
            if misses <= 0.01 { size = longer }
        }
        bandSize = size
        bandCount = MinHash.count / size
        slots = [UInt32](repeating: .max, count: 1024)
    }

    /// The key of a band of a signature that begins at a place; `salt` tells apart what must be equal
    /// besides.
    func key(_ band: Int, of signatures: [UInt32], at start: Int, salt: UInt64) -> UInt64 {
        var hash = KeyHash.mix(salt, UInt64(band))
        for index in 0..<bandSize {
            hash = KeyHash.mix(hash, UInt64(signatures[start + band * bandSize + index]))
        }
        return hash
    }

    /// Calls `body` with each row that has a key, the latest first.
    func forEachRow(_ key: UInt64, _ body: (Int) -> Void) {
        var node = slots[place(of: key)]
        while node != .max {
            body(Int(rows[Int(node)]))
            node = next[Int(node)]
        }
    }

    /// Adds a row to a key.
    mutating func insert(_ row: Int, _ key: UInt64) {
        if 2 * keys.count >= slots.count { grow() }
        let place = place(of: key)
        keys.append(key)
        rows.append(UInt32(row))
        next.append(slots[place])
        slots[place] = UInt32(keys.count - 1)
    }

    private mutating func grow() {
        let heads = slots.filter { $0 != .max }
        slots = [UInt32](repeating: .max, count: 2 * slots.count)
        for head in heads { slots[place(of: keys[Int(head)])] = head }
    }

    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key) & mask
        while slots[place] != .max, keys[Int(slots[place])] != key { place = (place + 1) & mask }
        return place
    }
}
