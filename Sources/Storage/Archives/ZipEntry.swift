/// An entry of a zip's directory.
struct ZipEntry {
    /// Its name, as it is written.
    var name: [UInt8]
    /// The system that made it, which its attributes follow.
    var system: UInt8
    /// Bit 0: encrypted. Bit 3: sizes follow the data. Bit 11: the name is UTF-8.
    var flags: UInt16
    /// How it is compressed.
    var method: UInt16
    /// The CRC-32 of its bytes.
    var checksum: UInt32
    /// How many bytes it has packed.
    var packedByteCount: Int
    /// How many bytes it has.
    var byteCount: Int
    /// The attributes that its system gave it.
    var attributes: UInt32
    /// Where its local header lies in the file.
    var offset: Int

    /// Whether it is encrypted, in any way.
    var isEncrypted: Bool { flags & 0x2041 != 0 || method == 99 }

    /// Why it cannot be unpacked, as far as the directory tells.
    var problem: ArchiveFault? {
        if isEncrypted { return ArchiveFault(.encrypted, "it is encrypted") }
        guard method == 0 || method == 8 else {
            return ArchiveFault(.unsupportedMethod, "compressed by method \(method)")
        }
        return nil
    }

    /// What it is. Only Unix (3) and macOS (19) say more than the name does.
    var kind: ArchiveLedger.Kind {
        if name.last == UInt8(ascii: "/") { return .folder }
        guard system == 3 || system == 19 else { return .file }
        switch attributes >> 16 & 0o170000 {
        case 0, 0o100000: return .file
        case 0o040000: return .folder
        case 0o120000: return .symbolicLink
        default: return .other
        }
    }
}
