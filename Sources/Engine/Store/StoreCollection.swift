import Glibc
public import Records
import Storage

/// Removes runs, and what of the store no run that is kept needs.
///
/// A run that is kept needs the artifacts of its plan's stages, and the units that its log names for
/// them: these stay reusable, and an unfinished stage goes on from them. A run that a process works
/// on is always kept, and with it every unit of the kinds of stage that it has: it may be about to
/// join units that it found published. What somebody else works on has its key's lock held, and
/// stays. Caches outside the store stay; they are small and shared.
///
/// Everything goes by a rename first, so that nobody ever finds half of something; what a kill leaves
/// then, the next run sweeps away.
public struct StoreCollection: Sendable {
    /// Which runs are kept.
    public enum Scope: Sendable, Hashable {
        /// The so many that wrote into their logs last.
        case newest(Int)
        /// Those that wrote into their logs since a moment.
        case since(Timestamp)
    }

    /// The names of the runs that are kept.
    public let keptRuns: [String]
    /// The names of the runs that go.
    public let removedRuns: [String]
    /// The artifacts that go.
    public let artifacts: [StoredArtifact]
    /// How many artifacts stay.
    public let keptArtifactCount: Int
    /// What unfinished units had kept, by the path, where no run that is kept names the unit.
    public let workFolders: [StoredArtifact]

    let workspace: Workspace
    /// The runs that were worked on when the marks were set.
    let liveRuns: Set<RunFolder>

    /// Finds what is to go. Removes nothing.
    ///
    /// - Throws: a `Fault` of code `tryAgain` while a run starts, of code `badInput` if a run's plan
    ///   cannot be read: what it needs is not known then.
    public init(_ workspace: Workspace, _ scope: Scope) throws(Fault) {
        self.workspace = workspace
        // Before the marks: what is published from now on is not looked at.
        let stored = try StoredArtifact.all(in: workspace)
        let works = try StoreCollection.workFolders(in: workspace)
        let folders = try RunFolder.all(in: workspace)
        var live: Set<RunFolder> = []
        for folder in folders {
            guard let holder = RunLock.currentHolder(folder) else { continue }
            try StoreCollection.checkStarted(folder, holder)
            live.insert(folder)
        }
        liveRuns = live
        let kept = StoreCollection.kept(of: folders, scope, live: live)
        var stages: Set<Digest> = []
        var liveKinds: Set<String> = []
        var units = RunUnits()
        for folder in folders where kept.contains(folder) {
            guard let record = try RunRecord.read(in: folder) else { continue }
            stages.formUnion(record.stages.map(\.key))
            if live.contains(folder) { liveKinds.formUnion(record.stages.map(\.kind)) }
            try units.add(folder)
        }
        let marked = stages.reduce(into: stages) { $0.formUnion(units.keys[$1] ?? []) }
        func stays(_ artifact: StoredArtifact) -> Bool {
            marked.contains(artifact.key)
                || liveKinds.contains(artifact.kind)
                    && Receipt.read(in: artifact.folder)?.unit != nil
        }
        artifacts = stored.filter { !stays($0) }
        keptArtifactCount = stored.count - artifacts.count
        workFolders = works.filter { !marked.contains($0.key) && !liveKinds.contains($0.kind) }
        keptRuns = folders.filter { kept.contains($0) }.map(\.name)
        removedRuns = folders.filter { !kept.contains($0) }.map(\.name)
    }

    /// What has been removed.
    public struct Outcome: Sendable, Hashable {
        /// The runs.
        public var runs: [String] = []
        /// How many artifacts.
        public var artifactCount = 0
        /// How many bytes of the disk that freed.
        public var byteCount = 0
        /// What stayed although it was to go, since somebody works on it.
        public var inUse: [String] = []
    }

    /// Removes what was found, the runs first.
    ///
    /// - Throws: a `Fault` of code `tryAgain` if a run has started meanwhile; what is removed by then
    ///   is not needed by it.
    public func remove() throws(Fault) -> Outcome {
        var outcome = Outcome()
        try clearRemains()
        for name in removedRuns {
            if try removeRun(workspace.run(name)) {
                outcome.runs.append(name)
            } else {
                outcome.inUse.append("the run `\(name)`")
            }
        }
        var freed = FreedBytes()
        var looked = ContinuousClock.now - .seconds(1)
        for artifact in artifacts + workFolders {
            // A run needs longer than this from its start to the first artifact that it opens.
            if looked.duration(to: .now) > .milliseconds(10) {
                try checkRuns()
                looked = .now
            }
            let isDone = try underLock(artifact) { () throws(Fault) in
                freed.add(folder: artifact.folder)
                try take(artifact)
            }
            if !isDone {
                outcome.inUse.append(artifact.folder)
            } else if !artifact.folder.contains("/.work/") {
                outcome.artifactCount += 1
            }
        }
        outcome.byteCount = freed.byteCount
        return outcome
    }

    /// How many bytes of the disk removing everything would free.
    public var freedByteCount: Int {
        var freed = FreedBytes()
        for artifact in artifacts + workFolders { freed.add(folder: artifact.folder) }
        return freed.byteCount
    }
}
