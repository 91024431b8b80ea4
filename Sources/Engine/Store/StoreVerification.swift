public import Records
import Storage

/// Reads artifacts to the last byte and adds up what they say: whether the store is what was
/// published.
public struct StoreVerification: Sendable {
    /// Something that is not as it should be.
    public struct Problem: Sendable, Hashable {
        /// The artifact's folder, or a run's.
        public var place: String
        /// The stage, or the unit with its stage; empty where the receipt does not tell.
        public var name: String
        /// What is wrong.
        public var message: String
    }

    /// What sums hold of which kinds of stage, beyond those that hold of all.
    public struct Rules: Sendable {
        /// Those that take in all that the one stage before them gave out.
        public var passingOn: Set<String>
        /// Those whose `rejects.parquet` or `rejects.jsonl` has a row for each reject.
        public var listingRejects: Set<String>

        /// Kinds of stage by the sums that hold of them.
        public init(passingOn: Set<String> = [], listingRejects: Set<String> = []) {
            self.passingOn = passingOn
            self.listingRejects = listingRejects
        }
    }

    /// What is wrong, in the order of the store.
    public private(set) var problems: [Problem] = []
    /// How many artifacts were read.
    public private(set) var artifactCount = 0
    /// How many files were read; one that several artifacts share counts once.
    public private(set) var fileCount = 0
    /// How many bytes were read.
    public private(set) var byteCount = 0
    /// How many sums were checked: artifacts that balance, stages against their units, stages against
    /// what they read, rejects against their rows.
    public private(set) var sumCount = 0
    /// How many stages could not be checked against their units, because no log names them all.
    public private(set) var stagesWithoutUnits = 0

    /// Verifies every artifact of a workspace, or those of one run and their units.
    ///
    /// - Parameters:
    ///   - workspace: the workspace.
    ///   - run: the run; nothing for the whole store.
    ///   - rules: what sums hold of which kinds of stage.
    ///   - jobs: how many artifacts are read at once.
    /// - Throws: a `Fault` if folders cannot be listed or logs not be read, or of code `interrupted`.
    public init(
        _ workspace: Workspace, run: RunFolder? = nil, rules: Rules = Rules(), jobs: Int = 1
    ) async throws(Fault) {
        var units = RunUnits()
        var records: [RunRecord] = []
        for folder in try RunFolder.all(in: workspace) {
            try units.add(folder)
            guard run == nil || folder == run else { continue }
            if let record = try RunRecord.read(in: folder) { records.append(record) }
        }
        var stored = try StoredArtifact.all(in: workspace)
        if run != nil {
            let stages = records.flatMap(\.stages).map(\.key)
            let wanted = Set(stages).union(stages.flatMap { units.keys[$0] ?? [] })
            stored = stored.filter { wanted.contains($0.key) }
        }
        let found = try await read(stored, rules, jobs: jobs)
        var receipts: [Digest: Receipt] = [:]
        for artifact in found {
            if let receipt = artifact.receipt { receipts[receipt.key] = receipt }
        }
        checkUnits(found, units, receipts)
        for record in records { check(record, receipts, rules, in: workspace) }
    }

    /// Reads artifacts, and takes in what was found.
    private mutating func read(
        _ stored: [StoredArtifact], _ rules: Rules, jobs: Int
    ) async throws(Fault) -> [ArtifactCheck] {
        let known = FileDigests()
        let found = try await ParallelMap.run(stored.count, jobs: jobs) { index throws(Fault) in
            if Task.isCancelled { throw Fault(.interrupted, "the verification was stopped") }
            let artifact = stored[index]
            return ArtifactCheck(
                artifact, known, listsRejects: rules.listingRejects.contains(artifact.kind))
        }
        for check in found {
            artifactCount += 1
            sumCount += check.sumCount
            for message in check.problems {
                problems.append(
                    Problem(place: check.stored.folder, name: check.name, message: message))
            }
        }
        (fileCount, byteCount) = known.read
        return found
    }

    /// Units sum to their stage, where the logs name all of them.
    private mutating func checkUnits(
        _ found: [ArtifactCheck], _ units: RunUnits, _ receipts: [Digest: Receipt]
    ) {
        for check in found {
            guard let stage = check.receipt, stage.unit == nil, stage.unitCount > 0 else {
                continue
            }
            let parts = (units.keys[stage.key] ?? []).compactMap { receipts[$0] }
            guard parts.count == stage.unitCount else {
                stagesWithoutUnits += 1
                continue
            }
            sumCount += 1
            let sum = parts.map(\.accounting).reduce(Accounting(), +)
            var message: String?
            if sum.inputs != stage.accounting.inputs {
                message = "it counts \(stage.accounting.inputs) inputs, its units \(sum.inputs)"
            }
            for (reason, count) in sum.rejects.sorted(by: { $0.key < $1.key }) {
                let own = stage.accounting.rejects[reason] ?? 0
                if own < count {
                    message = "its units reject \(count) as `\(reason)`, it says \(own)"
                }
            }
            if let message {
                problems.append(
                    Problem(place: check.stored.folder, name: check.name, message: message))
            }
        }
    }

    /// A run's links lead to its artifacts, and stages that pass everything on have taken all in.
    private mutating func check(
        _ record: RunRecord, _ receipts: [Digest: Receipt], _ rules: Rules,
        in workspace: Workspace
    ) {
        let folder = workspace.run(record.name)
        for stage in record.stages {
            guard let receipt = receipts[stage.key] else { continue }
            let link = "\(folder.stagesFolder)/\(stage.name)"
            let target = workspace.artifactFolder(kind: stage.kind, key: stage.key)
            if let real = try? FileSystem.realPath(link),
                real != (try? FileSystem.realPath(target))
            {
                problems.append(
                    Problem(
                        place: link, name: "\(record.name)/\(stage.name)",
                        message: "it leads to `\(real)`, not to the stage's artifact"))
            }
            guard rules.passingOn.contains(stage.kind), stage.inputs.count == 1,
                let upstream = receipts[stage.inputs[0].key]
            else { continue }
            sumCount += 1
            guard receipt.accounting.inputs != upstream.accounting.outputs else { continue }
            problems.append(
                Problem(
                    place: target, name: "\(record.name)/\(stage.name)",
                    message: "it took in \(receipt.accounting.inputs), but "
                        + "`\(stage.inputs[0].stage)` gave out \(upstream.accounting.outputs)"))
        }
    }
}
