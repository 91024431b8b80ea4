import Records
import Storage

/// An archive whose files can be read by their places: a plain tar where it lies, any other unpacked
/// into one first, which is kept.
struct OpenArchive: Sendable {
    /// Where its good files lie, and what was refused.
    let index: ArchiveIndex
    private let source: ByteSlice
    /// What a name that is not there may have been meant for.
    private let names: ArchiveNames

    /// Opens an archive.
    ///
    /// - Parameter access: where an unpacked archive is kept, and what it is kept by.
    /// - Throws: a `Fault` where the archive as a whole is refused, or the disk refuses.
    init(_ path: String, access: SourceAccess) throws(Fault) {
        do throws(ArchiveFault) {
            try self.init(opening: path, access: access)
        } catch {
            throw error.fault
                ?? Fault(
                    .badInput, "`\(path)` cannot be read: \(error.detail)",
                    remedy: "repack it, or name another archive", cause: error.reason.rawValue)
        }
    }

    private init(opening path: String, access: SourceAccess) throws(ArchiveFault) {
        let file = try OpenArchive.map(path)
        if ArchiveKind(of: file) == .tar || file.count == 0 {
            index = try ArchiveIndexer.index(ofTar: file)
            source = file
            names = ArchiveNames(index)
            return
        }
        let name = try OpenArchive.spoolName(path, access)
        let folder = access.cacheFolder + "/archives"
        let tar = "\(folder)/\(name).tar"
        let report = "\(folder)/\(name).json"
        if (try? FileSystem.status(tar)) ?? nil != nil, let known = OpenArchive.report(report) {
            let spool = try OpenArchive.map(tar, isOurs: true)
            FileSystem.markUsed([tar, report])
            var index = try ArchiveIndexer.index(ofTar: spool)
            index.report = known
            (self.index, source) = (index, spool)
            names = ArchiveNames(index)
            return
        }
        try ArchiveFault.wrapping { () throws(Fault) in try FileSystem.createFolder(folder) }
        index = try ArchiveUnpacker.unpack(path, file, intoTar: tar)
        source = try OpenArchive.map(tar, isOurs: true)
        names = ArchiveNames(index)
        let found = index.report
        try ArchiveFault.wrapping { () throws(Fault) in
            try FileSystem.write(Array(found.json.serialized.utf8), to: report)
        }
    }

    /// The bytes of a file of the archive.
    ///
    /// - Throws: where it has none of that name, or a longer one than `limit`.
    func bytes(of name: String, as path: String, limit: Int) throws(Refusal) -> ByteSlice {
        guard let entry = index[name] else {
            let hint = names.hint(for: name).map { "; " + $0 } ?? ""
            throw Refusal(
                .missingImage, "the archive has no entry `\(path)`\(hint)", entry: path)
        }
        guard entry.byteCount <= limit else {
            throw Refusal(
                .imageTooLarge, "`\(path)` has \(entry.byteCount) bytes, over \(limit)",
                entry: path, measured: "\(entry.byteCount)")
        }
        return bytes(of: entry)
    }

    /// The bytes of an entry of `index`.
    func bytes(of entry: ArchiveEntry) -> ByteSlice {
        source[entry.offset..<(entry.offset + entry.byteCount)]
    }

    /// The entries that were refused, as rejects.
    ///
    /// - Parameter file: the archive's name.
    func rejects(of file: String, source: String) -> [Reject] {
        index.report.refusals.map { problem in
            Reject(
                source: source, file: file, row: nil, entry: problem.name,
                reason: problem.reason.rawValue, detail: problem.detail,
                measured: problem.value.map(String.init))
        }
    }

    /// What a reader of the report should know.
    func warnings(of file: String) -> [String] {
        index.report.notes.map { note in
            let times = note.count > 1 ? " (\(note.count) times)" : ""
            return "`\(file)`: \(note.reason.rawValue)\(times): \(note.detail)"
        }
    }

    private static func spoolName(
        _ path: String, _ access: SourceAccess
    ) throws(ArchiveFault) -> String {
        let hasher = KeyHasher()
        let identity = try ArchiveFault.wrapping { () throws(Fault) in
            try access.identity.bytes(of: path)
        }
        hasher.update("archive 1:")
        hasher.update(identity)
        return hasher.key().hex
    }

    private static func report(_ path: String) -> ArchiveReport? {
        guard let json = try? JSONReader.parse(file: path) else { return nil }
        return try? ArchiveReport(json: json)
    }

    /// Makes sure that the archive is as it was when it was opened.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    func checkUnchanged() throws(Fault) { try source.checkUnchanged() }

    /// A file's bytes.
    ///
    /// - Parameter isOurs: whether the file is in our cache.
    static func map(_ path: String, isOurs: Bool = false) throws(ArchiveFault) -> ByteSlice {
        try ArchiveFault.wrapping { () throws(Fault) in
            let file = try MappedFile(path, isOurs: isOurs)
            return ByteSlice(file, 0..<file.count)
        }
    }
}
