import Glibc
import Records
import Storage

/// A folder that goes when the last reference does.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws(Fault) {
        let number = String(UInt64.random(in: .min ... .max), radix: 16)
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = "\(parent)/pipeline-processes-\(getpid())-\(number)"
        try FileSystem.createFolder(path)
    }

    deinit { try? FileSystem.remove(path) }
}
