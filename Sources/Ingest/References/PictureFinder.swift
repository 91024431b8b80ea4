import Records
import Storage

/// Finds the files of pictures below a folder, as ingest would.
struct PictureFinder {
    /// A file that is there.
    struct Found {
        /// Its real path.
        var path: String
        /// What the system says of it, where that was asked.
        var status: FileStatus?
    }

    /// The data root.
    let root: String
    /// The folder that paths are relative to, relative to the root.
    let folder: String
    /// The real paths of folders by their path in the root; nothing where that takes a closer look.
    private var folders: [[UInt8]: String?] = [:]
    /// The folder of the last picture, which nearly always is the next one's too.
    private var last: (path: [UInt8], real: String?)?

    /// A finder of the pictures below a folder.
    init(root: String, folder: String) {
        self.root = root
        self.folder = folder
    }

    /// The file of a picture. A plain file takes one look at the disk, its folder's real path being
    /// remembered; what is anything else is located as ingest does it.
    mutating func find(_ path: String) throws(Refusal) -> Found {
        let inside = try PicturePath.normalised(path, in: folder)
        let end = inside.utf8.lastIndex(of: UInt8(ascii: "/"))
        let parent = end.map { inside.utf8[..<$0] } ?? ".".utf8[...]
        let name = end.map { inside[inside.utf8.index(after: $0)...] } ?? inside[...]
        if !name.isEmpty, let real = realPath(of: parent) {
            let path = real + "/" + name
            if let status = try? FileSystem.linkStatus(path), status.kind == .file {
                return Found(path: path, status: status)
            }
        }
        let real = try locate(inside, as: path)
        return Found(path: real, status: (try? FileSystem.status(real)) ?? nil)
    }

    /// Stands for the files of pictures as they are now.
    mutating func stamp(of references: [PictureReference]) -> FileStamp {
        var stamp = FileStamp()
        for case .path(let path) in references { stamp.add((try? find(path))?.status) }
        return stamp
    }

    /// The real path of a picture's file.
    private func locate(_ inside: String, as path: String) throws(Refusal) -> String {
        let status = try refusing(.imageUnreadable) { () throws(Fault) in
            try FileSystem.status(root + "/" + inside)
        }
        guard let status else { throw Refusal(.missingImage, "there is no file `\(path)`") }
        guard status.kind == .file else { throw Refusal(.notAnImage, "`\(path)` is no file") }
        // A link may lead anywhere: the real path decides.
        return try refusing(.pathEscape) { () throws(Fault) in
            try FileSystem.resolve(inside, under: root)
        }
    }

    /// Does something, and gives what the system refused as a refusal.
    private func refusing<Value>(
        _ reason: RejectReason, _ body: () throws(Fault) -> Value
    ) throws(Refusal) -> Value {
        do throws(Fault) {
            return try body()
        } catch {
            throw Refusal(reason, error.description)
        }
    }

    private mutating func realPath(of parent: Substring.UTF8View) -> String? {
        if let last, last.path.elementsEqual(parent) { return last.real }
        let key = Array(parent)
        let real = folders[key] ?? (try? FileSystem.resolve(String(Substring(parent)), under: root))
        folders[key] = .some(real)
        last = (key, real)
        return real
    }
}
