import Images
import Records
import Storage
import Synchronization

/// The pictures of an exported phase, by the paths that its labels name.
///
/// A path that leaves the phase's folder, by `..` or by a link, is refused: who writes labels does not
/// get to send other files to a server.
final class PhasePictures: Sendable {
    private let folder: String
    /// Where each picture lies, by its digest; a picture that was looked at once is not read again
    /// until its bytes are wanted.
    private let known = Mutex<Known>(Known())

    private struct Known {
        var pictures: [[UInt8]: Picture] = [:]
        var paths: [Digest: String] = [:]
    }

    /// The pictures below a folder.
    ///
    /// - Throws: a `Fault` where there is no such folder.
    init(folder: String) throws(Fault) {
        self.folder = try FileSystem.realPath(folder)
    }

    /// The picture at a path, whole or seen from the folder.
    ///
    /// - Throws: a `Fault` where there is none, or the path leaves the folder.
    func picture(at path: String) throws(Fault) -> Picture {
        if let picture = known.withLock({ $0.pictures[Array(path.utf8)] }) { return picture }
        let place = try FileSystem.realPath(path.hasPrefix("/") ? path : "\(folder)/\(path)")
        guard place.utf8.starts(with: "\(folder)/".utf8) else {
            throw Fault(
                .badInput, "the picture `\(path)` is not in the phase's folder, `\(folder)`",
                remedy: "name pictures as the phase's rows do, below its `images`")
        }
        let bytes = try FileSystem.read(place)
        let header: (format: Picture.Format, width: Int, height: Int)
        do throws(ImageFault) {
            header = try ImageHeader.read(bytes)
        } catch {
            throw Fault(
                .badInput, "the picture `\(path)` cannot be read: \(error.detail)",
                remedy: "copy the phase's folder again, with its `images`")
        }
        let picture = Picture(
            digest: SHA256.digest(of: bytes), format: header.format, width: header.width,
            height: header.height, shard: "", offset: 0, byteCount: bytes.count)
        known.withLock {
            $0.pictures[Array(path.utf8)] = picture
            $0.paths[picture.digest] = place
        }
        return picture
    }

    /// The bytes of a picture that was found here.
    ///
    /// - Throws: a `Fault` where its file is gone or another by now.
    func bytes(of picture: Picture) throws(Fault) -> [UInt8] {
        guard let path = known.withLock({ $0.paths[picture.digest] }) else {
            throw Fault(.internalError, "picture \(picture.digest.short) was never asked for")
        }
        let bytes = try FileSystem.read(path)
        guard SHA256.digest(of: bytes) == picture.digest else {
            throw Fault(
                .badInput, "the picture `\(path)` changed while responses were scored",
                remedy: "copy the phase's folder again, with its `images`")
        }
        return bytes
    }
}
