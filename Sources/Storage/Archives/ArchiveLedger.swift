/// Decides what becomes of each entry of an archive, and keeps the index.
struct ArchiveLedger {
    /// What an entry is.
    enum Kind: Equatable {
        case file
        case folder
        /// A second name of an earlier entry.
        case hardLink(to: [UInt8])
        case symbolicLink
        case sparse
        case other
    }

    /// What is done with an entry.
    enum Decision {
        /// It is a good file, as far as its header tells.
        case keep(EntryName)
        /// It is a second name of a good file.
        case link(EntryName, to: ArchiveEntry)
        /// Its bytes are skipped.
        case skip
    }

    let limits: ArchiveLimits
    private(set) var index = ArchiveIndex()
    private var foldedNames: Set<Int> = []

    init(_ limits: ArchiveLimits) { self.limits = limits }

    /// Decides on the next entry.
    ///
    /// - Parameters:
    ///   - packedByteCount: how many bytes it has in the archive, where that is known.
    /// - Throws: where there are too many entries, or too many bytes.
    mutating func decide(
        _ raw: [UInt8], _ kind: Kind, byteCount: Int, packedByteCount: Int? = nil
    ) throws(ArchiveFault) -> Decision {
        index.report.entryCount += 1
        guard index.report.entryCount <= limits.entries else {
            throw ArchiveFault(.archiveTooLarge, "more than \(limits.entries) entries")
        }
        let name = EntryName(raw, limits: limits)
        // A link that leads out is a link first: its own name is not what is wrong with it.
        if kind == .symbolicLink {
            return refuse(name, .linkEntry, "a symbolic link")
        }
        if let problem = name.problem { return refuse(name, problem.reason, problem.detail) }
        if kind == .folder || (name.isFolder && byteCount == 0) { return .skip }
        if name.bytes.isEmpty { return refuse(name, .badName, "the name is no file's") }
        if name.isLitter {
            index.report.note(.ignoreLitter, "`\(name.text)` is a system's side file")
            return .skip
        }
        switch kind {
        case .sparse: return refuse(name, .sparseEntry, "a file with holes")
        case .other: return refuse(name, .notAFile, "a device, a pipe or a tool's own entry")
        case .file, .folder, .symbolicLink, .hardLink: break
        }
        if name.isArchive { return refuse(name, .nestedArchive, "an archive inside the archive") }
        guard byteCount <= limits.entryBytes else {
            return refuse(
                name, .entryTooLarge, "\(byteCount) bytes, more than \(limits.entryBytes)",
                value: byteCount)
        }
        if let packedByteCount, byteCount > ArchiveLimits.entryRatioFloor,
            byteCount / limits.entryRatio > packedByteCount
        {
            return refuseRatio(name, byteCount, of: packedByteCount)
        }
        guard index[name.bytes] == nil else {
            return refuse(name, .duplicateKey, "an earlier entry has the name; that one is kept")
        }
        if case .hardLink(let target) = kind {
            let path = EntryName(target, limits: limits)
            guard path.problem == nil, let entry = index[path.bytes] else {
                return refuse(name, .linkEntry, "a link to `\(path.text)`, which was not kept")
            }
            return .link(name, to: entry)
        }
        return .keep(name)
    }

    /// Takes a file that was kept into the index.
    ///
    /// - Throws: where all files together are too large.
    mutating func add(_ name: EntryName, offset: Int, byteCount: Int) throws(ArchiveFault) {
        let entry = ArchiveEntry(nameBytes: name.bytes, offset: offset, byteCount: byteCount)
        guard byteCount <= limits.totalBytes - index.report.byteCount else {
            throw ArchiveFault(.archiveTooLarge, "more than \(limits.totalBytes) bytes")
        }
        index.add(entry)
        note(name)
    }

    /// Refuses an entry.
    @discardableResult
    mutating func refuse(
        _ name: EntryName, _ reason: ArchiveReason, _ detail: String, value: Int? = nil
    ) -> Decision {
        index.report.refusals.append(
            ArchiveProblem(
                reason: reason, entry: index.report.entryCount - 1, name: name.text,
                detail: detail, value: value))
        return .skip
    }

    /// Refuses an entry that unpacks to too many bytes.
    @discardableResult
    mutating func refuseRatio(_ name: EntryName, _ byteCount: Int, of packed: Int) -> Decision {
        let ratio = byteCount / max(1, packed)
        return refuse(
            name, .entryTooLarge,
            "\(byteCount) bytes of \(packed) packed ones, over \(limits.entryRatio) for each",
            value: ratio)
    }

    /// Notes something about the archive.
    mutating func note(_ reason: ArchiveReason, _ detail: String) {
        index.report.note(reason, detail)
    }

    /// The index, when all entries are decided.
    mutating func finish() -> ArchiveIndex {
        if index.report.entryCount == 0 { note(.emptyArchive, "the archive has no entry") }
        return index
    }

    /// Notes what is odd about the name of a file that is kept.
    private mutating func note(_ name: EntryName) {
        let isText = String(validating: name.bytes, as: UTF8.self) != nil
        if !isText { note(.badNameEncoding, "`\(name.text)` is not UTF-8") }
        if name.bytes.contains(UInt8(ascii: "\\")) {
            note(.backslashPath, "`\(name.text)` holds a backslash")
        }
        // Texts that differ in their normal form are equal and have one hash value.
        if isText, !foldedNames.insert(name.text.lowercased().hashValue).inserted {
            note(
                .nameCollision,
                "`\(name.text)` differs from an earlier name only in case or normal form")
        }
    }
}
