public import Records
import Storage

/// A folder of the store that is named like an artifact, whatever it holds.
public struct StoredArtifact: Sendable, Hashable {
    /// The kind of stage.
    public var kind: String
    /// The key.
    public var key: Digest
    /// The folder.
    public var folder: String

    /// A folder with the kind and key that its path names.
    public init(kind: String, key: Digest, folder: String) {
        self.kind = kind
        self.key = key
        self.folder = folder
    }

    /// Every one in a workspace, by kind and key.
    ///
    /// - Throws: a `Fault` if the store cannot be listed.
    public static func all(in workspace: Workspace) throws(Fault) -> [StoredArtifact] {
        guard try FileSystem.status(workspace.storeFolder) != nil else { return [] }
        var result: [StoredArtifact] = []
        for kind in try FileSystem.list(workspace.storeFolder) where !kind.hasPrefix(".") {
            for name in try FileSystem.list("\(workspace.storeFolder)/\(kind)") {
                guard let key = Digest(hex: name) else { continue }
                result.append(
                    StoredArtifact(
                        kind: kind, key: key,
                        folder: workspace.artifactFolder(kind: kind, key: key)))
            }
        }
        return result
    }

    /// The artifacts whose keys begin with some hexadecimal digits.
    ///
    /// - Throws: a `Fault` if the store cannot be listed.
    public static func all(
        in workspace: Workspace, keyPrefix: String
    ) throws(Fault) -> [StoredArtifact] {
        let digits = Array(keyPrefix.lowercased().utf8)
        return try all(in: workspace).filter { $0.key.hex.utf8.starts(with: digits) }
    }
}
