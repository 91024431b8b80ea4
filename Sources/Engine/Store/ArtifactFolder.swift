import Records
import Storage

/// An artifact being made: a temporary folder that becomes the artifact with its receipt, or nothing.
struct ArtifactFolder {
    /// A file by the number the file system gives it: hard links to one file have the same.
    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64

        init(device: UInt64, inode: UInt64) {
            self.device = device
            self.inode = inode
        }

        init(_ status: FileStatus) { self.init(device: status.device, inode: status.inode) }
    }

    private let folder: AtomicFolder
    private let final: String

    /// Where to write.
    var path: String { folder.path }

    init(workspace: Workspace, kind: String, key: Digest) throws(Fault) {
        final = workspace.artifactFolder(kind: kind, key: key)
        folder = try AtomicFolder(for: final)
    }

    /// Puts every file with its digest and its witness into a receipt, sorted by path.
    ///
    /// - Parameters:
    ///   - known: files whose digest is known already.
    ///   - digests: the same by path.
    /// - Throws: a `Fault` of code `internalError` if the folder holds anything but files and folders.
    func list(
        in receipt: inout Receipt, known: [Identity: Receipt.File] = [:],
        digests: [String: Digest] = [:]
    ) throws(Fault) {
        var found: [(file: Receipt.File, witness: FileWitness)] = []
        try collect("", known, digests, &found)
        found.sort { $0.file.path.utf8.lexicographicallyPrecedes($1.file.path.utf8) }
        receipt.files = found.map(\.file)
        receipt.witnesses = found.map(\.witness)
    }

    /// The numbers of the files that it holds so far.
    ///
    /// - Throws: a `Fault` if it cannot be read.
    func fileNumbers() throws(Fault) -> Set<UInt64> {
        var numbers: Set<UInt64> = []
        var folders = [path]
        while let folder = folders.popLast() {
            for name in try FileSystem.list(folder) {
                guard let status = try FileSystem.linkStatus("\(folder)/\(name)") else { continue }
                switch status.kind {
                case .folder: folders.append("\(folder)/\(name)")
                default: numbers.insert(status.inode)
                }
            }
        }
        return numbers
    }

    /// Adds the receipt and publishes the folder. If somebody else has published it meanwhile, theirs
    /// stays and ours goes. The caller holds the key's lock.
    ///
    /// - Parameters:
    ///   - isDurable: whether it must outlive a power cut from now on. It costs some milliseconds;
    ///     without, a reader after a power cut checks digests instead.
    ///   - onFailedSync: called where the disk did not take it.
    func publish(
        _ receipt: Receipt, isDurable: Bool, onFailedSync: () -> Void = {}
    ) throws(Fault) -> Artifact {
        var receipt = receipt
        receipt.isDurable = isDurable
        receipt.bootIdentifier = Host.bootIdentifier
        // `AtomicFolder.publish` syncs it with the rest.
        try BufferedFile.write(receipt.fileBytes, to: "\(path)/\(Receipt.fileName)")
        if try FileSystem.status(final) != nil, Receipt.read(in: final)?.key != receipt.key {
            // What lies there was damaged: nobody can have used it.
            try FileSystem.remove(final)
        }
        if try folder.publish(isDurable: isDurable, onFailedSync: onFailedSync) {
            return Artifact(folder: final, receipt: receipt)
        }
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
        _ result: inout [(file: Receipt.File, witness: FileWitness)]
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
                let published = Receipt.File(
                    path: relative, byteCount: status.byteCount, digest: digest)
                result.append((published, FileWitness(status)))
            default:
                throw Fault(
                    .internalError, "an artifact may not hold `\(relative)`",
                    remedy: "write plain files, and leave receipt.json to the engine")
            }
        }
    }
}
