/// Reads the headers of a tar one after another: ustar, pax and GNU. It holds what headers before an
/// entry say of it, and nothing else; whoever has the bytes moves through them.
struct TarDecoder {
    /// What a header block asks for.
    enum Step {
        /// The block is zero: the archive ends here.
        case end
        /// So many bytes follow, padded to blocks, which `payload` must get.
        case metadata(byteCount: Int)
        /// The next block belongs to this one.
        case more
        /// An entry, whose bytes follow, padded to blocks.
        case member(TarMember)
    }

    /// Bytes of a block.
    static let blockSize = 512
    /// The most bytes of a header that holds names.
    private static let maximumMetadata = 1 << 20

    private var pax = PaxRecords()
    private var gnuName: [UInt8]?
    private var gnuLink: [UInt8]?
    private var payloadType: UInt8?
    private var sparse: TarMember?
    private var isFirst = true

    /// Whether the last header belongs to an entry that has not come yet.
    var isOpen: Bool {
        !pax.isEmpty || gnuName != nil || gnuLink != nil || payloadType != nil || sparse != nil
    }

    /// Reads a block.
    mutating func header(_ block: [UInt8]) throws(ArchiveFault) -> Step {
        if let member = sparse {
            // An extended map of holes goes on while its byte 504 is set.
            if block[504] != 0 { return .more }
            sparse = nil
            return .member(member)
        }
        if block.allSatisfy({ $0 == 0 }) { return .end }
        let isUStar = block[257..<262].elementsEqual("ustar".utf8)
        guard TarNumber.hasChecksum(block) else {
            if isFirst, !isUStar { throw ArchiveFault(.notAnArchive, "this is no tar header") }
            throw ArchiveFault(.badChecksum, "the checksum of a header is wrong")
        }
        isFirst = false
        guard let stated = TarNumber.value(block[124..<136]) else {
            throw ArchiveFault(.badHeader, "the size in a header is negative, or no number")
        }
        let type = block[156]
        switch type {
        case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "g"), UInt8(ascii: "L"),
            UInt8(ascii: "K"):
            guard stated <= TarDecoder.maximumMetadata else {
                throw ArchiveFault(.badHeader, "a header with a record of \(stated) bytes")
            }
            payloadType = type
            return .metadata(byteCount: stated)
        default: return try member(block, type: type, stated: stated, isUStar: isUStar)
        }
    }

    /// Reads the bytes that `metadata` asked for.
    mutating func payload(_ bytes: [UInt8]) throws(ArchiveFault) {
        let type = payloadType
        payloadType = nil
        switch type {
        case UInt8(ascii: "L"): gnuName = Array(bytes.prefix { $0 != 0 })
        case UInt8(ascii: "K"): gnuLink = Array(bytes.prefix { $0 != 0 })
        case UInt8(ascii: "g"):
            var all = PaxRecords()
            try all.read(bytes)
            guard all.isEmpty else {
                throw ArchiveFault(.badHeader, "a global record that names all entries alike")
            }
        default: try pax.read(bytes)
        }
    }

    private mutating func member(
        _ block: [UInt8], type: UInt8, stated: Int, isUStar: Bool
    ) throws(ArchiveFault) -> Step {
        let said = pax
        let link = said.linkPath ?? gnuLink ?? Array(block[157..<257].prefix { $0 != 0 })
        var name = gnuName ?? TarDecoder.name(block, isPOSIX: isUStar && block[262] == 0)
        name = said.path ?? name
        (pax, gnuName, gnuLink) = (PaxRecords(), nil, nil)
        let byteCount = said.byteCount ?? stated
        switch type {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
            let kind: ArchiveLedger.Kind =
                said.isSparse ? .sparse : name.last == UInt8(ascii: "/") ? .folder : .file
            return .member(TarMember(name: name, kind: kind, byteCount: byteCount))
        case UInt8(ascii: "1"):
            // The size in the header is that of the file it names; only pax may bring a body.
            return .member(
                TarMember(name: name, kind: .hardLink(to: link), byteCount: said.byteCount ?? 0))
        case UInt8(ascii: "2"):
            return .member(TarMember(name: name, kind: .symbolicLink, byteCount: 0))
        case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"):
            return .member(TarMember(name: name, kind: .other, byteCount: 0))
        case UInt8(ascii: "5"):
            return .member(TarMember(name: name, kind: .folder, byteCount: 0))
        case UInt8(ascii: "S"):
            let member = TarMember(name: name, kind: .sparse, byteCount: byteCount)
            guard block[482] != 0 else { return .member(member) }
            sparse = member
            return .more
        default: return .member(TarMember(name: name, kind: .other, byteCount: byteCount))
        }
    }

    /// The name in a header; POSIX puts the first part of a long one elsewhere.
    private static func name(_ block: [UInt8], isPOSIX: Bool) -> [UInt8] {
        let name = block[0..<100].prefix { $0 != 0 }
        let prefix = isPOSIX ? block[345..<500].prefix { $0 != 0 } : []
        return prefix.isEmpty ? Array(name) : prefix + [UInt8(ascii: "/")] + name
    }
}
