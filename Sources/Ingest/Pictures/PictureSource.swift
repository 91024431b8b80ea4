import Manifests
import Records
import Storage

/// Where the pictures of a split lie, opened.
enum PictureSource: Sendable {
    /// Files below a folder. Both are kept as given: the data root, and the folder relative to it.
    case folder(root: String, path: String)
    /// Files of an archive, below a folder of it.
    case archive(OpenArchive, folder: String)

    /// The pictures at a place.
    ///
    /// - Throws: a `Fault` where an archive cannot be opened.
    init(_ place: PicturePlace, access: SourceAccess) throws(Fault) {
        switch place {
        case .folder(let root, let path): self = .folder(root: root, path: path)
        case .archive(let path, let folder):
            self = .archive(try OpenArchive(path, access: access), folder: folder)
        }
    }

    /// The length of a picture in an archive; nothing if it is not there, or lies in a folder.
    func byteCount(of path: String) -> Int? {
        guard case .archive(let archive, let folder) = self,
            let name = try? PicturePath.normalised(path, in: folder)
        else { return nil }
        return archive.index[name]?.byteCount
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
