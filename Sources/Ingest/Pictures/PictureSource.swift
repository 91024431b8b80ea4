import Manifests
import Records
import Storage

/// Where the pictures of a split lie, opened.
enum PictureSource: Sendable {
    /// Files below a folder. Both are kept as given: the data root, and the folder relative to it.
    /// `names` tells what a name that is not there may have been meant for.
    case folder(root: String, path: String, names: NearFiles)
    /// Files of an archive, below a folder of it.
    case archive(OpenArchive, folder: String)

    /// The pictures at a place.
    ///
    /// - Throws: a `Fault` where an archive cannot be opened.
    init(_ place: PicturePlace, access: SourceAccess) throws(Fault) {
        switch place {
        case .folder(let root, let path):
            self = .folder(root: root, path: path, names: NearFiles(root: root))
        case .archive(let path, let folder):
            self = .archive(try OpenArchive(path, access: access), folder: folder)
        }
    }

    /// Makes sure that an archive is as it was when it was opened. Files of a folder are looked at one
    /// by one, as they are read.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    func checkUnchanged() throws(Fault) {
        if case .archive(let archive, _) = self { try archive.checkUnchanged() }
    }

    /// The length of a picture in an archive; nothing if it is not there, or lies in a folder.
    func byteCount(of path: String) -> Int? {
        guard case .archive(let archive, let folder) = self,
            let name = try? PicturePath.normalised(path, in: folder)
        else { return nil }
        return archive.index[name]?.byteCount
    }
}
