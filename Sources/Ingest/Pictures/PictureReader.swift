import Records
import Storage

/// Reads the pictures of a split, one task at a time: folders stay open and memory is used again.
struct PictureReader {
    private let source: PictureSource
    private let folder: FolderReader?
    private let near: NearFiles?
    private var finder: PictureFinder?
    private let arena = ByteArena()

    /// A reader of a split's pictures.
    ///
    /// - Throws: a `Fault` where the data root cannot be opened.
    init(_ source: PictureSource) throws(Fault) {
        self.source = source
        if case .folder(let root, let base, let names) = source {
            folder = try FolderReader(root: root)
            near = names
            finder = PictureFinder(root: root, folder: base)
        } else {
            folder = nil
            near = nil
        }
    }

    /// A picture's file.
    struct File {
        /// Its bytes.
        var bytes: ByteSlice
        /// Its path or name, if it has one.
        var name: String?
        /// What the system said of it, if it is a file of a folder.
        var status: FileStatus?
    }

    /// Stands for the files of pictures as they are now.
    mutating func stamp(of references: [PictureReference]) -> FileStamp {
        finder?.stamp(of: references) ?? FileStamp()
    }

    /// A picture's file, or why its rows are refused.
    ///
    /// - Parameter limit: the most bytes to accept.
    /// - Throws: a `Fault` where the system cannot read it now, which is no fault of the picture.
    func read(
        _ reference: PictureReference, limit: Int
    ) throws(Fault) -> Result<File, Refusal> {
        switch reference {
        case .bytes(let bytes, let name):
            guard bytes.count <= limit else {
                return .failure(
                    Refusal(
                        .imageTooLarge, "a picture has \(bytes.count) bytes, over \(limit)",
                        entry: name, measured: "\(bytes.count)"))
            }
            return .success(File(bytes: bytes, name: name))
        case .path(let path):
            switch located(path, limit) {
            case .failure(let refusal): return .failure(refusal)
            case .success(.member(let bytes)): return .success(File(bytes: bytes, name: path))
            case .success(.file(let inside)): return try read(inside, as: path, limit: limit)
            }
        }
    }

    /// Where a path leads.
    private enum Place {
        /// To the member of an archive.
        case member(ByteSlice)
        /// To a file, by its path in the data root.
        case file(String)
    }

    private func located(_ path: String, _ limit: Int) -> Result<Place, Refusal> {
        do throws(Refusal) {
            switch source {
            case .archive(let archive, let base):
                let name = try PicturePath.normalised(path, in: base)
                return .success(.member(try archive.bytes(of: name, as: path, limit: limit)))
            case .folder(_, let base, _):
                return .success(.file(try PicturePath.normalised(path, in: base)))
            }
        } catch {
            return .failure(error)
        }
    }

    private func read(
        _ inside: String, as path: String, limit: Int
    ) throws(Fault) -> Result<File, Refusal> {
        guard let folder else {
            throw Fault(.internalError, "a folder of pictures is read as an archive")
        }
        do throws(ReadFault) {
            let file = try folder.read(inside, limit: limit, into: arena)
            return .success(File(bytes: file.bytes, name: path, status: file.status))
        } catch {
            var detail = error.detail
            let reason: RejectReason
            switch error.reason {
            case .missing:
                reason = .missingImage
                if let hint = near?.hint(for: inside) { detail += "; " + hint }
            case .notAFile: reason = .notAnImage
            case .escapes: reason = .pathEscape
            case .tooLarge: reason = .imageTooLarge
            case .unreadable: reason = .imageUnreadable
            case .notNow: throw error.fault
            }
            return .failure(Refusal(reason, detail, entry: path))
        }
    }
}
