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
}
