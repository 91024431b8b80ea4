/// The distinct values of a column chunk in the order of their first use, as PLAIN writes them.
struct ByteDictionary {
    /// The values one after the other: a dictionary page.
    private(set) var bytes: [UInt8] = []
    private var starts: [Int] = []
    private var hashes: [Int] = []
    /// The place of a value plus one, or 0, where its hash leads; a power of two of them.
    private var slots = [UInt32](repeating: 0, count: 64)

    /// How many values there are.
    var count: Int { starts.count }

    /// The bytes of a value.
    subscript(index: Int) -> ArraySlice<UInt8> {
        bytes[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)]
    }

    /// The place of a value, which is added if it is new.
    mutating func index(of value: ArraySlice<UInt8>) -> Int {
        // Swift's hash has a key of its own in every process, so no file can make values collide.
        // The order of the values does not depend on it.
        var hasher = Hasher()
        unsafe value.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        let hash = hasher.finalize()
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == hash && self[index] == value { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        starts.append(bytes.count)
        hashes.append(hash)
        bytes += value
        slots[slot] = UInt32(count)
        if count * 2 > slots.count { grow() }
        return count - 1
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = [UInt32](repeating: 0, count: mask + 1)
        for (index, hash) in hashes.enumerated() {
            var slot = hash & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }
}
