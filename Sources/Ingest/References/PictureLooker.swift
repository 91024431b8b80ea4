import Records
import Storage

/// Looks at the pictures that rows name, without reading them: how large they are, and what stands for
/// their content.
struct PictureLooker {
    private let identity: FileIdentity
    private var finder: PictureFinder?
    /// What stands for the archive that holds the pictures.
    private var container: [UInt8] = []
    private let source: PictureSource?
    private let hash = KeyHasher()

    /// A looker at the pictures of a split.
    ///
    /// - Parameter source: the pictures, opened, if their sizes in an archive are wanted.
    init(
        _ place: PicturePlace, source: PictureSource? = nil, identity: FileIdentity
    ) throws(Fault) {
        self.identity = identity
        self.source = source
        switch place {
        case .folder(let root, let folder): finder = PictureFinder(root: root, folder: folder)
        case .archive(let path, _): container = try identity.bytes(of: path)
        }
    }

    /// What is known of the pictures of a row.
    struct Found {
        /// How many bytes they have, as far as that is known.
        var byteCount = 0
        /// Stands for their content.
        var content = Key128.zero
        /// Stands for their files as they are now.
        var stamp = FileStamp()
    }

    /// Looks at the pictures of a row.
    ///
    /// - Throws: a `Fault` where the system refuses what has nothing to do with a picture.
    mutating func look(
        at pictures: PicturePaths
    ) throws(Fault) -> Found {
        // What stands for the row stands for those that it holds.
        var found = Found()
        found.byteCount = pictures.inlineByteCount
        for path in pictures.paths {
            // A length in front keeps two lists from giving the same bytes.
            hash.update("\(path.utf8.count):")
            hash.update(path)
            let byteCount = try look(atPath: path, &found.stamp)
            found.byteCount = found.byteCount.addingReportingOverflow(byteCount).partialValue
        }
        found.content = hash.key()
        return found
    }

    /// Hashes `=` and what stands for a picture's file, or `-` and why there is none.
    ///
    /// - Returns: the file's size, as far as it is known.
    private mutating func look(
        atPath path: String, _ stamp: inout FileStamp
    ) throws(Fault) -> Int {
        guard finder != nil else {
            hash.update(container)
            return source?.byteCount(of: path) ?? 0
        }
        switch found(path) {
        case .failure(let refusal):
            hash.update("-\(refusal.reason);")
            stamp.add(nil)
        case .success(let file):
            // Told before the content is: what changes in between is then seen to have changed.
            stamp.add(file.status)
            do throws(Fault) {
                let mark = try identity.bytes(of: file.path, status: file.status)
                hash.update("=")
                hash.update(mark)
                return file.status?.byteCount ?? 0
            } catch {
                // A file that cannot be read is a reject; a full table of open files is not its fault.
                guard error.code == .badInput else { throw error }
                hash.update("-\(RejectReason.imageUnreadable.rawValue);")
            }
        }
        return 0
    }

    private mutating func found(_ path: String) -> Result<PictureFinder.Found, Refusal> {
        do throws(Refusal) {
            guard let found = try finder?.find(path) else {
                throw Refusal(.missingImage, "there is no folder of pictures")
            }
            return .success(found)
        } catch {
            return .failure(error)
        }
    }
}
