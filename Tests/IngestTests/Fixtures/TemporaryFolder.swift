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
    /// Makes a symbolic link.
    func link(_ target: String, at name: String) throws {
        guard symlink(target, path + "/" + name) == 0 else {
            throw Fault(.internalError, "cannot link", cause: String(cString: strerror(errno)))
        }
    }
}
