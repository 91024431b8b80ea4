import Records
import Storage

/// Digests the pictures that a split's rows name, as ingest would find them in a folder.
struct PictureDigester {
    /// The data root.
    let root: String
    /// The folder that paths are relative to, relative to the root.
    let folder: String
    /// The real paths of folders by their path in the root; nothing where that takes a closer look.
    private var folders: [[UInt8]: String?] = [:]

    /// A digester of the pictures below a folder.
    init(root: String, folder: String) {
        self.root = root
        self.folder = folder
    }

    /// The digest of paths with, for each, the digest of its file or why there is none.
    ///
    /// - Parameter digest: the digest of a file, by its real path.
    /// - Throws: what `digest` throws, except that a file cannot be read.
    mutating func digest(
        of paths: [String], digest: (_ file: String) throws(Fault) -> Digest
    ) throws(Fault) -> Digest {
        var hash = SHA256()
        for path in paths {
            // A length in front keeps two lists from giving the same bytes.
            var bytes = Array("\(path.utf8.count):".utf8)
            bytes += path.utf8
            bytes += try mark(of: path, digest)
            hash.update(bytes)
        }
        return hash.finalize()
    }

    /// `=` and the digest of the picture's file, or `-` and the reason why there is none.
    private mutating func mark(
        of path: String, _ digest: (String) throws(Fault) -> Digest
    ) throws(Fault) -> [UInt8] {
        let file: String
        do throws(Refusal) {
            file = try find(path)
        } catch {
            return Array("-\(error.reason);".utf8)
        }
        do throws(Fault) {
            return [UInt8(ascii: "=")] + (try digest(file)).bytes
        } catch {
            // A file that cannot be read is a reject; a full table of open files is not its fault.
            guard error.code == .badInput else { throw error }
            return Array("-\(RejectReason.imageUnreadable.rawValue);".utf8)
        }
    }

    /// The real path of a picture's file. A plain file takes one look at the disk, its folder's real
    /// path being remembered; what is anything else is located as ingest does it.
    private mutating func find(_ path: String) throws(Refusal) -> String {
        let inside = try PicturePath.normalised(path, in: folder)
        let end = inside.utf8.lastIndex(of: UInt8(ascii: "/"))
        let parent = end.map { String(inside[..<$0]) } ?? "."
        let name = end.map { String(inside[inside.utf8.index(after: $0)...]) } ?? inside
        if !name.isEmpty, let real = realPath(of: parent),
            let status = try? FileSystem.linkStatus("\(real)/\(name)"), status.kind == .file
        {
            return "\(real)/\(name)"
        }
        return try PictureSource.locate(inside, root: root, as: path, limit: .max)
    }

    private mutating func realPath(of parent: String) -> String? {
        let key = Array(parent.utf8)
        if let known = folders[key] { return known }
        let found = try? FileSystem.resolve(parent, under: root)
        folders[key] = .some(found)
        return found
    }
}
