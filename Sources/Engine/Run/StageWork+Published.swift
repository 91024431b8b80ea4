import Records
import Storage

extension StageWork {
    /// From so many units on, the store's folder is listed once instead of asked for each.
    private static let unitsWorthListing = 64

    /// Which of these keys have a folder in the store.
    func publishedKeys(among keys: Set<Digest>) -> Set<Digest> {
        guard keys.count >= StageWork.unitsWorthListing else { return keys.filter(hasFolder) }
        var published: Set<Digest> = []
        try? FileSystem.forEachName(in: shelf) { name in
            if let key = Digest(hex: String(decoding: name, as: UTF8.self)), keys.contains(key) {
                published.insert(key)
            }
        }
        return published
    }

    /// Whether something lies under a key, or nobody can tell.
    func hasFolder(_ key: Digest) -> Bool {
        (try? FileSystem.linkStatus("\(shelf)/\(key.hex)")) != .some(nil)
    }

    /// The sound artifact of a unit, or nothing.
    func published(_ unit: UnitState) -> Artifact? {
        guard let artifact = workspace.artifact(kind: stage.kind, key: unit.key),
            Damage.find(in: artifact, workspace) == nil
        else { return nil }
        return lean(artifact, of: unit)
    }

    /// The units with what is published and sound of them.
    func opened(_ units: [UnitState]) -> [UnitState] {
        units.map { unit in
            var unit = unit
            if unit.isPublished { unit.artifact = published(unit) }
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

    /// A unit's artifact without what its stage's other units have too, or nobody asks of one: there may
    /// be very many.
    func lean(_ artifact: Artifact, of unit: UnitState) -> Artifact {
        var receipt = artifact.receipt
        receipt.unit = unit.plan.name
        receipt.inputs = planned.inputs
        receipt.software = []
        receipt.host = ""
        receipt.bootIdentifier = ""
        receipt.kind = stage.kind
        receipt.stage = stage.name
        return Artifact(in: shelf, receipt)
    }
}
