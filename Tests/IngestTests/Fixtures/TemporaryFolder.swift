import Glibc
import Records
import Storage

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws(Fault) {
        var generator = SystemRandomNumberGenerator()
        path = "/tmp/ingest-tests-\(getpid())-\(String(generator.next(), radix: 16))"
        try FileSystem.createFolder(path)
    }

    deinit { try? FileSystem.remove(path) }

    /// Writes a text file, folders in between included.
    func write(_ text: String, to name: String) throws(Fault) {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file, folders in between included.
    func write(_ bytes: [UInt8], to name: String) throws(Fault) {
        let file = path + "/" + name
        if let slash = file.lastIndex(of: "/") {
            try FileSystem.createFolder(String(file[..<slash]))
        }
        try FileSystem.write(bytes, to: file)
    }
}

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
