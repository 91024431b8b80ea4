/// An entry of a tar, as its headers describe it.
struct TarMember {
    /// Its name, as the archive has it.
    var name: [UInt8]
    /// What it is.
    var kind: ArchiveLedger.Kind
    /// How many bytes of content follow the header.
    var byteCount: Int
}
