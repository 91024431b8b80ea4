/// Finds where the files of a tar lie, without reading them.
public enum ArchiveIndexer {
    /// The good files of a tar that is not compressed, and what was found in it.
    ///
    /// - Throws: why the tar as a whole is refused.
    public static func index(
        ofTar source: ByteSlice, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> ArchiveIndex {
        var input = MappedTarInput(source)
        return try TarWalk.index(&input, limits: limits)
    }
}
