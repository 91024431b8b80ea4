import Manifests
import Records
import Storage

/// Where the pictures of a split lie.
enum PictureSource: Sendable {
    /// Files below a folder. Both are kept as given: the data root, and the folder relative to it.
    case folder(root: String, path: String)
    /// Members of an uncompressed tar, by their exact names.
    case tar(MappedFile, members: TarIndex.Places)

    /// The pictures at a place.
    ///
    /// - Throws: a `Fault` where an archive cannot be opened.
    init(_ place: PicturePlace) throws(Fault) {
        switch place {
        case .folder(let root, let path): self = .folder(root: root, path: path)
        case .archive(let path):
            self = .tar(try MappedFile(path), members: try TarReader.contents(of: path).places)
        }
    }

    /// The length of a picture in an archive; nothing if it is not there, or lies in a folder.
    func byteCount(of path: String) -> Int? {
        if case .tar(_, let members) = self { members[path]?.byteCount } else { nil }
    }

    /// The bytes of a member of an archive.
    ///
    /// - Parameter limit: the most bytes to accept.
    func member(_ path: String, limit: Int) throws(Refusal) -> ByteSlice {
        guard case .tar(let file, let members) = self else {
            throw Refusal(.missingImage, "the pictures lie in no archive")
        }
        guard let member = members[path] else {
            throw Refusal(.missingImage, "the archive has no entry `\(path)`", entry: path)
        }
        try PictureSource.check(member.byteCount, path, limit)
        let end = member.offset.addingReportingOverflow(member.byteCount)
        guard member.offset >= 0, member.byteCount >= 0, !end.overflow,
            end.partialValue <= file.count
        else {
            throw Refusal(.imageUnreadable, "`\(path)` ends after the archive does", entry: path)
        }
        return ByteSlice(file, member.offset..<end.partialValue)
    }

    /// The real path of a picture's file.
    ///
    /// - Parameters:
    ///   - inside: the path as `PicturePath` gives it, relative to the root.
    ///   - path: the path as the row names it.
    ///   - limit: the most bytes to accept.
    static func locate(
        _ inside: String, root: String, as path: String, limit: Int
    ) throws(Refusal) -> String {
        let status = try reason(.imageUnreadable) { () throws(Fault) in
            try FileSystem.status(root + "/" + inside)
        }
        guard let status else { throw Refusal(.missingImage, "there is no file `\(path)`") }
        guard status.kind == .file else {
            throw Refusal(.notAnImage, "`\(path)` is no file")
        }
        try check(status.byteCount, path, limit)
        // A link may lead anywhere: the real path decides.
        return try reason(.pathEscape) { () throws(Fault) in
            try FileSystem.resolve(inside, under: root)
        }
    }

    private static func check(_ byteCount: Int, _ path: String, _ limit: Int) throws(Refusal) {
        guard byteCount <= limit else {
            throw Refusal(.imageTooLarge, "`\(path)` has \(byteCount) bytes, over \(limit)")
        }
    }

    /// Runs `body` and gives what it throws as a refusal.
    private static func reason<Value>(
        _ reason: RejectReason, _ body: () throws(Fault) -> Value
    ) throws(Refusal) -> Value {
        do throws(Fault) {
            return try body()
        } catch {
            throw Refusal(reason, error.description)
        }
    }
}
