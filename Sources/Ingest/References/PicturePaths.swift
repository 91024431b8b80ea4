import Records
import Storage

/// The pictures of a row, without those that it holds itself.
struct PicturePaths: Sendable, Hashable {
    /// The paths of files.
    var paths: [String] = []
    /// How many bytes the other pictures have.
    var inlineByteCount = 0
}

extension PicturePaths {
    /// The pictures that a row gives.
    init(_ references: [PictureReference]) {
        self.init()
        for reference in references {
            switch reference {
            case .path(let path): paths.append(path)
            case .bytes(let bytes, _): inlineByteCount += bytes.count
            }
        }
    }
}
