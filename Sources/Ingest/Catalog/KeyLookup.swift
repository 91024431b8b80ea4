import Records
import Storage

/// Looks keys up among others, in one pass over both: asked for keys in order.
struct KeyLookup {
    private var keys: SortedRecords<Key128>
    private var next: Key128?

    /// A lookup among some keys.
    init(_ keys: SortedRecords<Key128>) throws(Fault) {
        self.keys = keys
        next = try self.keys.next()
    }

    /// Whether a key is there.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    /// - Precondition: no key that was asked for before comes after this one.
    mutating func contains(_ key: Key128) throws(Fault) -> Bool {
        while let found = next, found < key { next = try keys.next() }
        return next == key
    }
}
