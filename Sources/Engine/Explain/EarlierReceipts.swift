import Records
import Storage

/// Receipts of stages that ran before: what an estimate goes by.
struct EarlierReceipts {
    private let workspace: Workspace
    private let record: RunRecord?
    /// The newest receipt of each stage found in the store, by kind and then name.
    private var found: [String: [String: Receipt]] = [:]

    /// More artifacts of a kind than this are not read to find a stage among them: most are units.
    private static let mostRead = 2000

    init(_ workspace: Workspace, record: RunRecord?) {
        self.workspace = workspace
        self.record = record
    }

    /// The receipt of a stage of this name and kind: that of the run's last plan, or else the newest
    /// in the store.
    mutating func receipt(of planned: PlannedStage) -> Receipt? {
        let kind = planned.stage.kind
        if let before = record?.stages.first(where: { $0.name == planned.name && $0.kind == kind }),
            let artifact = workspace.artifact(kind: kind, key: before.key)
        {
            return artifact.receipt
        }
        if found[kind] == nil { found[kind] = newest(kind) }
        return found[kind]?[planned.name]
    }

    private func newest(_ kind: String) -> [String: Receipt] {
        let folder = "\(workspace.storeFolder)/\(kind)"
        let names = ((try? FileSystem.list(folder)) ?? []).filter { !$0.hasPrefix(".") }
        guard names.count <= EarlierReceipts.mostRead else { return [:] }
        var result: [String: Receipt] = [:]
        for name in names {
            guard let receipt = Receipt.read(in: "\(folder)/\(name)"), receipt.unit == nil else {
                continue
            }
            if let known = result[receipt.stage], known.started >= receipt.started { continue }
            result[receipt.stage] = receipt
        }
        return result
    }
}
