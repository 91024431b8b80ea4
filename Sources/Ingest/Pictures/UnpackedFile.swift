import Records
import Storage

/// A compressed file, unpacked once into the cache: a table such as `train.jsonl.gz`, or a tar of
/// samples.
struct UnpackedFile {
    /// Where it is unpacked to.
    let path: String
    private let packed: String
    private let folder: String

    /// The file at a path.
    ///
    /// - Parameter identity: what stands for its content.
    init(_ packed: String, identity: [UInt8], cacheFolder: String) {
        let hasher = KeyHasher()
        hasher.update("unpacked 1:")
        hasher.update(identity)
        self.packed = packed
        folder = cacheFolder + "/archives"
        path = "\(folder)/\(hasher.key().hex).plain"
    }

    /// Its bytes.
    ///
    /// - Parameter source: the packed file, mapped before its identity was told.
    func open(_ source: ByteSlice) -> Result<ByteSlice, ArchiveFault> {
        do throws(ArchiveFault) {
            if (try? FileSystem.status(path)) ?? nil == nil {
                try ArchiveFault.wrapping { () throws(Fault) in
                    try FileSystem.createFolder(folder)
                }
                try ArchiveUnpacker.decompress(packed, source, into: path)
            } else {
                FileSystem.markUsed([path])
            }
            return .success(try OpenArchive.map(path, isOurs: true))
        } catch {
            return .failure(error)
        }
    }

    /// A name without the ending of its compression, which tells how the file is written.
    static func name(of name: String) -> String {
        let endings = [".gz", ".zst", ".bz2", ".xz", ".lz4"]
        guard let ending = endings.first(where: { name.hasSuffix($0) }) else { return name }
        return String(name.dropLast(ending.count))
    }
}
