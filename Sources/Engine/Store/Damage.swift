import Records
import Storage

/// What is wrong with an artifact: a file of it is not what was published.
struct Damage: Sendable, Hashable, CustomStringConvertible {
    /// The file's path in the artifact.
    var path: String
    /// What it is now.
    var state: String

    var description: String { "`\(path)` \(state)" }

    /// The first file of an artifact that is not what was published; nothing if it is sound.
    ///
    /// A file whose size, time and inode are still those of its publication is taken to be sound,
    /// unless a power cut may have torn it or the workspace verifies; any other file is read.
    static func find(in artifact: Artifact, _ workspace: Workspace) -> Damage? {
        let receipt = artifact.receipt
        let mayBeTorn = !receipt.isDurable && receipt.bootIdentifier != Host.bootIdentifier
        for (index, file) in receipt.files.enumerated() {
            let path = artifact.path(file.path)
            guard let status = try? FileSystem.linkStatus(path) else {
                return Damage(path: file.path, state: "is gone")
            }
            guard status.kind == .file, status.byteCount == file.byteCount else {
                return Damage(
                    path: file.path,
                    state: "has \(status.byteCount) bytes instead of \(file.byteCount)")
            }
            let isKnown =
                !receipt.witnesses.isEmpty && receipt.witnesses[index] == FileWitness(status)
            if isKnown, !mayBeTorn, !workspace.verifies { continue }
            let digest =
                workspace.verifies
                ? try? SHA256.digest(ofFile: path) : try? workspace.digests.digest(ofFile: path)
            guard digest == file.digest else {
                return Damage(path: file.path, state: "has other bytes than were published")
            }
        }
        return nil
    }
}
