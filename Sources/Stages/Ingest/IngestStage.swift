import Engine
import Ingest
import Manifests
import Records
import Storage

/// `ingest`: data sets become shards, an index, questions and rejects.
struct IngestStage: BoundStage {
    let specification: StageSpecification
    let datasets: [DatasetSpecification]
    private let ingestion: Ingestion

    /// An ingest into a workspace.
    ///
    /// - Parameter identity: how it is told whether files changed; by default from the digests that
    ///   the workspace keeps.
    init(
        specification: StageSpecification, datasets: [DatasetSpecification],
        settings: IngestSettings, workspace: Workspace, identity: FileIdentity? = nil
    ) {
        self.specification = specification
        self.datasets = datasets
        let content = FileIdentity.content { path throws(Fault) in
            try workspace.digests.digest(ofFile: path)
        }
        ingestion = Ingestion(
            datasets, settings: settings,
            access: SourceAccess(
                identity: identity ?? content, cacheFolder: "\(workspace.root)/cache"))
    }

    var behaviourVersion: Int { Ingestion.behaviourVersion }
    /// Data does not depend on the run's seed.
    var usesSeed: Bool { false }

    func fingerprint(_ workspace: Workspace) async throws(Fault) -> JSONValue {
        try ingestion.fingerprint()
    }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        try ingestion.plan().map { unit in
            UnitPlan(
                name: unit.name, payload: unit.payload, identity: .string(unit.identity.hex))
        }
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let piece = try ingestion.unit(unit.payload)
        let outcome = try ingestion.run(piece, into: context.folder, isHashed: true) {
            done, total throws(Fault) in
            if done % 64 == 0 || done == total {
                try context.checkCancellation()
                context.report(UnitProgress(done: done, total: total, what: "samples"))
            }
        }
        return UnitOutcome(accounting: outcome.accounting, digests: outcome.digests)
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        var pieces: [(unit: IngestUnit, folder: String)] = []
        for unit in units {
            pieces.append((try ingestion.unit(unit.plan.payload), unit.artifact.folder))
        }
        let summary = try ingestion.merge(pieces, into: context.folder)
        return MergeOutcome(
            accounting: summary.accounting,
            details: ["ingest": summary.json, "summary": .array(lines(summary))],
            notices: summary.warnings)
    }

    private func lines(_ summary: IngestSummary) -> [JSONValue] {
        var result: [JSONValue] = [.string("\(summary.pictureCount) distinct pictures")]
        for split in summary.counts.map({ "\($0.dataset)/\($0.split)" }).uniqued() {
            let counts = summary.counts.filter { "\($0.dataset)/\($0.split)" == split }
            let parts = counts.map { "\($0.questions) \($0.capability.rawValue)" }
            result.append(.string("\(split): \(parts.joined(separator: ", "))"))
        }
        // What is so of every row of a data set is nothing to look at.
        let noted = summary.notes.map {
            ($0.key, $0.value - summary.usualNotes[$0.key, default: 0])
        }
        .filter { $0.1 > 0 }
        if !noted.isEmpty {
            let notes = noted.map { (key: $0.0, value: $0.1) }.sorted {
                ($1.value, $0.key) < ($0.value, $1.key)
            }
            result.append(
                .string("noted: " + notes.map { "\($0.value) \($0.key)" }.joined(separator: ", ")))
        }
        for (dataset, counts) in summary.filters.sorted(by: { $0.key < $1.key }) {
            let hits = counts.counts.map { "\($0.hits) \($0.name)" }.joined(separator: ", ")
            result.append(.string("filters of \(dataset), each by itself: \(hits)"))
        }
        return result
    }
}

extension Array where Element: Hashable {
    /// The elements without repeats, in order of first appearance.
    fileprivate func uniqued() -> [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
