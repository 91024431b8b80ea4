import Records
import Synchronization

/// Lists of pictures that a fingerprint made and that are worth keeping once work is done: planning a
/// run writes nothing.
final class PendingReferences: Sendable {
    private struct Entry {
        var cache: ReferenceCache
        var key: Digest
        var lists: [PictureReferences]
    }

    private let entries = Mutex<[Entry]>([])

    /// Notes lists that are to be kept under a key.
    func add(_ lists: [PictureReferences], as key: Digest, in cache: ReferenceCache) {
        entries.withLock { $0.append(Entry(cache: cache, key: key, lists: lists)) }
    }

    /// Writes what was noted.
    func keep() {
        let taken = entries.withLock { entries in
            defer { entries = [] }
            return entries
        }
        for entry in taken { entry.cache.keep(entry.lists, as: entry.key) }
    }
}
