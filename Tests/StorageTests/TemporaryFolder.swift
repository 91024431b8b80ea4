import Glibc
import Storage

/// A folder for one test, removed with the last reference to it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = "/tmp/storage-tests-\(getpid())-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(path)
    }

    deinit { try? FileSystem.remove(path) }

    subscript(name: String) -> String { path + "/" + name }

    func write(_ text: String, to name: String) throws -> String {
        try FileSystem.write(Array(text.utf8), to: self[name])
        return self[name]
    }
}
