import Glibc
import Storage

/// A folder for one test, removed with the last reference to it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = "/tmp/rollouts-tests-\(getpid())-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(path)
    }

    deinit { try? FileSystem.remove(path) }

    subscript(name: String) -> String { path + "/" + name }
}
