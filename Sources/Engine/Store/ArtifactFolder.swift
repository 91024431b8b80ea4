import Records
import Storage

/// An artifact being made: a temporary folder that becomes the artifact with its receipt, or nothing.
struct ArtifactFolder {
    /// A file by the number the file system gives it: hard links to one file have the same.
    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64

        init(_ status: FileStatus) {
            device = status.device
            inode = status.inode
        }
    }

    private let folder: AtomicFolder
    private let final: String

    /// Where to write.
    var path: String { folder.path }

    init(workspace: Workspace, kind: String, key: Digest) throws(Fault) {
        final = workspace.artifactFolder(kind: kind, key: key)
        folder = try AtomicFolder(for: final)
    }

    /// Every file with its digest, sorted by path.
    ///
    /// - Parameters:
    ///   - known: files whose digest is known already.
    ///   - digests: the same by path.
    /// - Throws: a `Fault` of code `internalError` if the folder holds anything but files and folders.
    func files(
        known: [Identity: Receipt.File] = [:], digests: [String: Digest] = [:]
    ) throws(Fault) -> [Receipt.File] {
        var result: [Receipt.File] = []
        try collect("", known, digests, &result)
        return result.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Adds the receipt and publishes the folder. If somebody else has published it meanwhile, theirs
    /// stays and ours goes. The caller holds the key's lock.
    func publish(_ receipt: Receipt) throws(Fault) -> Artifact {
        var bytes: [UInt8] = []
        receipt.json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        // `AtomicFolder.publish` syncs it with the rest.
        try PlainFile.write(bytes, to: "\(path)/\(Receipt.fileName)")
        if try FileSystem.status(final) != nil, Receipt.read(in: final)?.key != receipt.key {
            // What lies there was damaged: nobody can have used it.
            try FileSystem.remove(final)
        }
        if try folder.publish() { return Artifact(folder: final, receipt: receipt) }
        guard let theirs = Receipt.read(in: final), theirs.key == receipt.key else {
            throw Fault(
                .tryAgain, "`\(final)` is there but has no sound receipt",
                remedy: "remove that folder and run again")
        }
        return Artifact(folder: final, receipt: theirs)
    }

    /// Removes everything.
    func discard() { folder.discard() }

    private func collect(
        _ prefix: String, _ known: [Identity: Receipt.File], _ digests: [String: Digest],
        _ result: inout [Receipt.File]
    ) throws(Fault) {
        for name in try FileSystem.list(prefix.isEmpty ? path : "\(path)/\(prefix)") {
            let relative = prefix.isEmpty ? name : "\(prefix)/\(name)"
            let file = "\(path)/\(relative)"
            guard let status = try FileSystem.linkStatus(file) else { continue }
            switch status.kind {
            case .folder: try collect(relative, known, digests, &result)
            case .file where relative != Receipt.fileName:
                let digest: Digest
                if let same = known[Identity(status)] {
                    digest = same.digest
                } else if let told = digests[relative] {
                    digest = told
                } else {
                    digest = try SHA256.digest(ofFile: file)
                }
                result.append(
                    .init(path: relative, byteCount: status.byteCount, digest: digest))
            default:
                throw Fault(
                    .internalError, "an artifact may not hold `\(relative)`",
                    remedy: "write plain files, and leave receipt.json to the engine")
            }
        }
    }
}
