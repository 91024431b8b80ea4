import Glibc
import Records
import Storage

/// Removes what killed attempts left: temporary folders, and work folders of published units.
///
/// Whoever works on a key holds its lock, wherever it runs; what lies under a key whose lock is free
/// belongs to nobody. Nothing here may fail a run: what cannot be removed stays, and harms nobody.
enum StoreSweep {
    /// Sweeps the store, and the folder of the run whose lock the caller holds.
    static func sweep(_ workspace: Workspace, run: RunFolder) {
        for kind in names(workspace.storeFolder) {
            let folder = workspace.folder(ofKind: kind)
            for name in temporaries(in: folder) {
                // `.tmp-<key>-<pid>-<random>`, after `AtomicFolder`.
                guard let key = Digest(hex: name.dropFirst(5).prefix(64)) else { continue }
                ifFree(key, folder) { remove("\(folder)/\(name)") }
            }
            for name in names("\(folder)/.work") {
                guard let key = Digest(hex: name), workspace.artifact(kind: kind, key: key) != nil
                else { continue }
                ifFree(key, folder) { remove("\(folder)/.work/\(name)") }
            }
        }
        for name in names(run.path) where name.hasPrefix(".tmp-") { remove("\(run.path)/\(name)") }
        for name in names(run.stagesFolder) where name.hasPrefix(".tmp-") {
            remove("\(run.stagesFolder)/\(name)")
        }
    }

    /// Does something about a key that nobody works on.
    private static func ifFree(_ key: Digest, _ folder: String, _ body: () -> Void) {
        do throws(Fault) {
            guard let lock = try KeyLock(key, in: folder) else { return }
            body()
            lock.release()
        } catch {
            return
        }
    }

    /// The names of temporary folders among those of artifacts, of which there may be very many.
    private static func temporaries(in folder: String) -> [String] {
        var names: [String] = []
        try? FileSystem.forEachName(in: folder) { name in
            if name.starts(with: ".tmp-".utf8) {
                names.append(String(decoding: name, as: UTF8.self))
            }
        }
        return names
    }

    private static func names(_ folder: String) -> [String] {
        (try? FileSystem.list(folder)) ?? []
    }

    private static func remove(_ path: String) { try? FileSystem.remove(path) }
}
