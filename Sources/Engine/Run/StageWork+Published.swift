import Records
import Storage

extension StageWork {
    /// From so many units on, the store's folder is listed once instead of asked for each.
    private static let unitsWorthListing = 64

    /// Which of these keys have a folder in the store.
    func publishedKeys(among keys: [Digest]) -> Set<Digest> {
        guard keys.count >= StageWork.unitsWorthListing else {
            return Set(
                keys.filter {
                    let folder = workspace.artifactFolder(kind: stage.kind, key: $0)
                    return (try? FileSystem.linkStatus(folder)) != .some(nil)
                })
        }
        let names = (try? FileSystem.list("\(workspace.storeFolder)/\(stage.kind)")) ?? []
        return Set(names.compactMap { Digest(hex: $0) })
    }

    /// The sound artifact of a unit's key, or nothing.
    func published(_ key: Digest) -> Artifact? {
        guard let artifact = workspace.artifact(kind: stage.kind, key: key),
            Damage.find(in: artifact, workspace) == nil
        else { return nil }
        return lean(artifact)
    }

    /// The units with what is published and sound of them.
    func opened(_ units: [UnitState]) -> [UnitState] {
        units.map { unit in
            var unit = unit
            if unit.isPublished { unit.artifact = published(unit.key) }
            return unit
        }
    }

    /// Removes what lies under a key although it is not sound, and says so. The caller holds the
    /// key's lock, and has seen that it is not sound.
    func discardDamaged(_ key: Digest, what: String) throws(Fault) {
        let folder = workspace.artifactFolder(kind: stage.kind, key: key)
        guard try FileSystem.linkStatus(folder) != nil else { return }
        let artifact = workspace.artifact(kind: stage.kind, key: key)
        let damage = artifact.flatMap { Damage.find(in: $0, workspace) }
        let state = damage.map(\.description) ?? "its receipt is not sound"
        sink.emit(
            .notice("what \(what) had published is damaged: \(state); it is made again"))
        try FileSystem.remove(folder)
    }

    /// An artifact without what its stage's other units have too: there may be very many.
    func lean(_ artifact: Artifact) -> Artifact {
        var receipt = artifact.receipt
        receipt.inputs = planned.inputs
        receipt.software = []
        receipt.kind = stage.kind
        receipt.stage = stage.name
        return Artifact(folder: artifact.folder, receipt: receipt)
    }
}
