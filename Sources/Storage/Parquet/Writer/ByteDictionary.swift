/// The distinct values of a column chunk in the order of their first use, as PLAIN writes them.
struct ByteDictionary {
    /// The values one after the other: a dictionary page.
    private(set) var bytes: [UInt8] = []
    private var starts: [Int] = []
    private var hashes: [Int] = []
    /// The place of a value plus one, or 0, where its hash leads; a power of two of them.
    private var slots = [UInt32](repeating: 0, count: 64)

    /// The number that was looked up last, and its place.
    private var last: (bits: UInt64, index: Int)?

    /// A key of this process, so that no file can make numbers collide.
    private static let key = UInt64.random(in: .min ... .max)

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
        bytes += value
        return add(hash, at: slot, byteCount: value.count)
    }

    /// The place of a number, which is added if it is new.
    ///
    /// - Precondition: the dictionary holds nothing but such numbers.
    mutating func index(of bits: UInt64, byteCount: Int) -> Int {
        if let last, last.bits == bits { return last.index }
        let index = find(bits, byteCount)
        last = (bits, index)
        return index
    }

    private mutating func find(_ bits: UInt64, _ byteCount: Int) -> Int {
        // Each step can be undone, so different numbers have different hashes.
        var mixed = (bits ^ ByteDictionary.key) &* (ByteDictionary.key | 1)
        mixed = (mixed ^ (mixed >> 32)) &* 0xD6E8_FEB8_6659_FD93
        let hash = Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == hash { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        for byte in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: bits >> (byte * 8))) }
        return add(hash, at: slot, byteCount: byteCount)
    }

    /// Notes the value that is behind the others in `bytes` now.
    private mutating func add(_ hash: Int, at slot: Int, byteCount: Int) -> Int {
        starts.append(bytes.count - byteCount)
        hashes.append(hash)
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
