/// Walks through a tar and decides on every entry.
///
/// The archive ends at its first zero block; what follows is noted, not read: two tars that were
/// joined by `cat` are one tar and a tail.
enum TarWalk {
    /// The index of a tar.
    ///
    /// - Throws: why the archive as a whole is refused.
    static func index(
        _ input: inout some TarInput, limits: ArchiveLimits
    ) throws(ArchiveFault) -> ArchiveIndex {
        var ledger = ArchiveLedger(limits)
        _ = try walk(&input, &ledger)
        return ledger.finish()
    }

    /// Decides on the entries of a tar, up to so many.
    ///
    /// - Returns: whether it went to the end.
    /// - Throws: why the archive as a whole is refused; the ledger holds what came before.
    static func walk(
        _ input: inout some TarInput, _ ledger: inout ArchiveLedger, entryLimit: Int = .max
    ) throws(ArchiveFault) -> Bool {
        var decoder = TarDecoder()
        var isFirst = true
        while let block = try block(&input, isFirst: isFirst, &ledger) {
            isFirst = false
            switch try decoder.header(block) {
            case .more: continue
            case .metadata(let byteCount):
                let payload = try input.read(byteCount)
                guard payload.count == byteCount else { throw cut(ledger) }
                try decoder.payload(payload)
                guard try input.skip(TarHeader.padding(byteCount)) == TarHeader.padding(byteCount)
                else { throw cut(ledger) }
            case .member(let member):
                try take(member, from: &input, &ledger)
                if ledger.index.report.entryCount >= entryLimit { return false }
            case .end:
                guard !decoder.isOpen else {
                    throw ArchiveFault(.badHeader, "a header without its entry")
                }
                let second = try input.read(TarDecoder.blockSize)
                if second.isEmpty { ledger.note(.missingEndMarker, "one zero block at the end") }
                let isTail = second.contains { $0 != 0 }
                if try input.drain() || isTail {
                    ledger.note(.trailingData, "something follows after the end mark")
                }
                return true
            }
        }
        guard !decoder.isOpen else { throw cut(ledger) }
        return true
    }

    /// The next block, or nothing where the archive ends without a mark.
    private static func block(
        _ input: inout some TarInput, isFirst: Bool, _ ledger: inout ArchiveLedger
    ) throws(ArchiveFault) -> [UInt8]? {
        let block = try input.read(TarDecoder.blockSize)
        if block.count == TarDecoder.blockSize { return block }
        if isFirst {
            guard !block.isEmpty else { throw ArchiveFault(.emptyFile, "the file has no bytes") }
            let isCut = block.dropFirst(257).starts(with: "ustar".utf8)
            throw ArchiveFault(isCut ? .truncated : .notAnArchive, "\(block.count) bytes, no tar")
        }
        guard block.allSatisfy({ $0 == 0 }) else { throw cut(ledger) }
        ledger.note(.missingEndMarker, "the archive ends without its two zero blocks")
        return nil
    }

    private static func take(
        _ member: TarMember, from input: inout some TarInput, _ ledger: inout ArchiveLedger
    ) throws(ArchiveFault) {
        let decision = try ledger.decide(member.name, member.kind, byteCount: member.byteCount)
        var rest = member.byteCount
        switch decision {
        case .skip: break
        case .link(let name, let entry):
            let offset = try input.link(name.bytes, to: entry)
            try ledger.add(name, offset: offset, byteCount: entry.byteCount)
        case .keep(let name):
            switch try input.keep(name.bytes, byteCount: member.byteCount) {
            case .at(let offset):
                try ledger.add(name, offset: offset, byteCount: member.byteCount)
                rest = 0
            case .cut: throw cut(ledger)
            case .tooDense(let byteCount, let packed):
                ledger.refuseRatio(name, member.byteCount, of: packed)
                rest -= byteCount
            }
        }
        guard try input.skip(rest) == rest else { throw cut(ledger) }
        // The padding of the very last entry may lack.
        _ = try input.skip(TarHeader.padding(member.byteCount))
    }

    private static func cut(_ ledger: ArchiveLedger) -> ArchiveFault {
        ArchiveFault(
            .truncated, "the archive ends inside entry \(ledger.index.report.entryCount)")
    }
}
