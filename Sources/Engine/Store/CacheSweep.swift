import Records
import Storage

/// Removes from the caches what killed processes left, and what nobody has used for long.
///
/// Any number of processes on any number of hosts may use the caches meanwhile:
/// - A temporary file is locked by whoever writes it, and the kernel, or the server of a network file
///   system, unlocks it with the process's end. Older than an hour and free, it belongs to nobody; the
///   hour covers the moment between making and locking it. Process numbers would not do: they say
///   nothing on another host or in another container.
/// - Where the file system has no locks, a day without a change stands for that.
/// - What is whole is used again by later runs, and marked by each. After thirty days without it goes.
///   Whoever reads it at that moment keeps it open, and makes it again the next time.
///
/// Nothing here may fail a run: what cannot be removed stays, and harms nobody.
enum CacheSweep {
    private static let hour = 3600
    private static let longestUnused = 30 * 24 * hour

    /// The folders below `cache` of which every file is one that can be made again.
    private static let folders = ["archives", "references"]

    /// Sweeps the caches of a workspace.
    static func sweep(_ workspace: Workspace) {
        let cache = "\(workspace.root)/cache"
        removeLeftovers(in: cache)
        for name in folders {
            let folder = "\(cache)/\(name)"
            removeLeftovers(in: folder)
            for name in names(folder) where !name.hasPrefix(".") {
                let path = "\(folder)/\(name)"
                if FileSystem.age(of: path) ?? 0 > longestUnused { try? FileSystem.remove(path) }
            }
        }
    }

    private static func removeLeftovers(in folder: String) {
        for name in names(folder) where name.hasPrefix(".tmp-") {
            let path = "\(folder)/\(name)"
            guard let age = FileSystem.age(of: path), age > hour else { continue }
            do throws(Fault) {
                // Removed while the lock is held, so that two who sweep do not meet.
                guard let lock = try FileLock(path: path) else { continue }
                lock.release(removing: true)
            } catch {
                if age > 24 * hour { try? FileSystem.remove(path) }
            }
        }
    }

    private static func names(_ folder: String) -> [String] {
        (try? FileSystem.list(folder)) ?? []
    }
}
