/// Numbers keys in the order in which they first come: a hash table of 4 bytes a slot over an array
/// of keys. A lookup takes constant time; memory is at most 16 + 8 bytes a key while it does not grow.
struct KeyTable: Sendable {
    /// The keys, in the order of their numbers.
    private(set) var keys: [Key128] = []
    /// Numbers of keys, plus 1; zero where there is none. A power of two, at most half full.
    private var slots = [UInt32](repeating: 0, count: 16)

    /// The number of a key, which it gets now if it has none.
    mutating func insert(_ key: Key128) -> (number: Int, isNew: Bool) {
        if 2 * (keys.count + 1) > slots.count { grow() }
        let slot = slot(of: key)
        if slots[slot] > 0 { return (Int(slots[slot]) - 1, false) }
        keys.append(key)
        slots[slot] = UInt32(keys.count)
        return (keys.count - 1, true)
    }

    /// Forgets the keys from a number on, as if they had never come.
    mutating func removeKeys(from number: Int) {
        guard number < keys.count else { return }
        keys.removeSubrange(number...)
        fill(slots.count)
    }

    /// The slot that holds a key, or the empty one that would. Keys are digests, so their own bits do
    /// for a hash.
    private func slot(of key: Key128) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key.low) & mask
        while slots[slot] > 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() { fill(2 * slots.count) }

    private mutating func fill(_ count: Int) {
        slots = [UInt32](repeating: 0, count: count)
        for (number, key) in keys.enumerated() { slots[slot(of: key)] = UInt32(number + 1) }
    }
}
