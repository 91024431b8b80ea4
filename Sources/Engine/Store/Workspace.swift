public import Records

/// The folder that holds the store, the runs and the caches. The file system is the ledger: an
/// artifact is there or it is not.
///
///     store/<kind>/<key>/        artifacts
///     store/<kind>/.work/<key>/  what an unfinished unit keeps across attempts
///     store/<kind>/.locks        in which whoever works on a key locks a byte
///     runs/<name>/               one folder a run
///     cache/                     digests of outside files
public struct Workspace: Sendable {
    /// The folder.
    public let root: String
    /// Digests of outside files, remembered across runs.
    public let digests: DigestCache

    /// Whether nothing that is remembered of files is believed: inputs and artifacts are read.
    public let verifies: Bool

    /// A workspace in a folder, which need not exist. With `verifies`, nothing that is remembered
    /// of files is believed.
    public init(_ root: String, verifies: Bool = false) {
        self.root = root
        self.verifies = verifies
        digests = DigestCache(path: "\(root)/cache/digests.jsonl", isTrusted: !verifies)
    }

    /// Where the artifacts lie.
    public var storeFolder: String { "\(root)/store" }

    /// Where the runs lie.
    public var runsFolder: String { "\(root)/runs" }

    /// Where the artifacts of a kind of stage lie.
    func folder(ofKind kind: String) -> String { "\(storeFolder)/\(kind)" }

    /// Where the artifact with this key lies once it is published.
    public func artifactFolder(kind: String, key: Digest) -> String {
        "\(storeFolder)/\(kind)/\(key.hex)"
    }

    /// What a unit with this key keeps across attempts.
    public func workFolder(kind: String, key: Digest) -> String {
        "\(storeFolder)/\(kind)/.work/\(key.hex)"
    }

    /// The artifact with this key, or nothing if none is published or its receipt is not sound.
    public func artifact(kind: String, key: Digest) -> Artifact? {
        let folder = artifactFolder(kind: kind, key: key)
        guard let receipt = Receipt.read(in: folder), receipt.key == key else { return nil }
        return Artifact(folder: folder, receipt: receipt)
    }

    /// The folder of a run.
    public func run(_ name: String) -> RunFolder { RunFolder(path: "\(runsFolder)/\(name)") }
}
