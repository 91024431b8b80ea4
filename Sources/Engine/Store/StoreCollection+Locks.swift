import Glibc
import Records
import Storage

extension StoreCollection {
    /// The runs that stay.
    static func kept(
        of folders: [RunFolder], _ scope: Scope, live: Set<RunFolder>
    ) -> Set<RunFolder> {
        switch scope {
        case .newest(let count):
            // By name where the times are the same, so that the choice is always the same.
            let sorted = folders.sorted {
                ($1.modified ?? .min, $0.name) < ($0.modified ?? .min, $1.name)
            }
            return live.union(sorted.prefix(max(0, count)))
        case .since(let moment):
            return live.union(
                folders.filter { ($0.modified ?? .min) / 1_000_000 >= moment.milliseconds })
        }
    }

    /// Makes sure that a run which is worked on has written down what it needs.
    static func checkStarted(_ folder: RunFolder, _ holder: RunLock.Holder) throws(Fault) {
        let started = try EventLog.read(folder.eventsPath, kinds: [.runStarted]).last?.session
        guard
            started?.processIdentifier != holder.processIdentifier
                || started?.host != holder.host
        else { return }
        throw Fault(
            .tryAgain, "the run `\(folder.name)` is starting", remedy: "try again in a moment")
    }

    /// Makes sure that the same runs are worked on as when the marks were set, or fewer.
    func checkRuns() throws(Fault) {
        for folder in try RunFolder.all(in: workspace)
        where !liveRuns.contains(folder) && RunLock.currentHolder(folder) != nil {
            throw Fault(
                .tryAgain, "the run `\(folder.name)` has started meanwhile",
                remedy: "what is left to remove goes next time")
        }
    }

    /// The work folders of units.
    static func workFolders(in workspace: Workspace) throws(Fault) -> [StoredArtifact] {
        guard try FileSystem.status(workspace.storeFolder) != nil else { return [] }
        var result: [StoredArtifact] = []
        for kind in try FileSystem.list(workspace.storeFolder) where !kind.hasPrefix(".") {
            let folder = "\(workspace.storeFolder)/\(kind)/.work"
            guard try FileSystem.status(folder) != nil else { continue }
            for name in try FileSystem.list(folder) {
                guard let key = Digest(hex: name) else { continue }
                result.append(
                    StoredArtifact(kind: kind, key: key, folder: "\(folder)/\(name)"))
            }
        }
        return result
    }

    /// Does something while nobody works on a key; false if somebody does.
    func underLock(
        _ artifact: StoredArtifact, _ body: () throws(Fault) -> Void
    ) throws(Fault) -> Bool {
        let lock = try KeyLock(artifact.key, in: workspace.folder(ofKind: artifact.kind))
        guard let lock else { return false }
        try body()
        lock.release()
        return true
    }

    /// Removes an artifact's or a work folder, by another name first.
    func take(_ artifact: StoredArtifact) throws(Fault) {
        let away = "\(workspace.storeFolder)/\(artifact.kind)/.tmp-\(artifact.key.hex)-gc"
        try FileSystem.remove(away)
        try FileSystem.rename(artifact.folder, to: away)
        try FileSystem.remove(away)
    }

    /// Removes a run's folder unless a process works on the run.
    func removeRun(_ folder: RunFolder) throws(Fault) -> Bool {
        guard let lock = try FileLock(path: folder.lockPath) else { return false }
        let remains = "\(workspace.runsFolder)/.removed-\(folder.name)"
        try FileSystem.remove(remains)
        try FileSystem.rename(folder.path, to: remains)
        lock.release()
        try FileSystem.remove(remains)
        return true
    }

    /// Removes what an earlier collection that was killed left.
    func clearRemains() throws(Fault) {
        guard try FileSystem.status(workspace.runsFolder) != nil else { return }
        for name in try FileSystem.list(workspace.runsFolder) where name.hasPrefix(".removed-") {
            try FileSystem.remove("\(workspace.runsFolder)/\(name)")
        }
    }
}
