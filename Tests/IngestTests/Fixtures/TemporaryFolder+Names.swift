import Glibc
import Records
import TestSupport

extension TemporaryFolder {
    /// Writes an empty file under a name that need not be UTF-8; it goes with the value that is
    /// returned.
    func writeEmpty(_ name: [UInt8]) throws -> BrokenFile {
        let path = (Array((path + "/").utf8) + name).map { CChar(bitPattern: $0) } + [0]
        let number = open(path, O_WRONLY | O_CREAT, 0o644)
        guard number >= 0 else {
            throw Fault(.internalError, "cannot write", cause: String(cString: strerror(errno)))
        }
        close(number)
        return BrokenFile(path: path)
    }

    /// A file that `FileSystem.remove` cannot name.
    final class BrokenFile {
        private let path: [CChar]
        init(path: [CChar]) { self.path = path }
        deinit { unlink(path) }
    }

    /// Makes a symbolic link.
    func link(_ target: String, at name: String) throws {
        guard symlink(target, path + "/" + name) == 0 else {
            throw Fault(.internalError, "cannot link", cause: String(cString: strerror(errno)))
        }
    }
}
