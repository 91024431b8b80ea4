import Records

/// Finds where the files of a tar lie, without reading them.
public enum ArchiveIndexer {
    /// The good files of a tar that is not compressed, and what was found in it.
    ///
    /// - Throws: why the tar as a whole is refused.
    public static func index(
        ofTar path: String, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> ArchiveIndex {
        let file: MappedFile
        do throws(Fault) {
            file = try MappedFile(path)
        } catch {
            throw ArchiveFault(error)
        }
        return try index(ofTar: ByteSlice(file, 0..<file.count), limits: limits)
    }

    /// The good files of a tar in memory; see the other method.
    public static func index(
        ofTar source: ByteSlice, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> ArchiveIndex {
        var input = MappedTarInput(source)
        return try TarWalk.index(&input, limits: limits)
    }
}
