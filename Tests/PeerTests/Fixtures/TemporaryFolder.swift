import Glibc
import Storage
import Synchronization

/// A folder that goes when the last reference does, at the latest with the process.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let path = "/tmp/peer-tests-\(getpid())-\(UInt64.random(in: .min ... .max))"
        self.path = path
        try FileSystem.createFolder(path)
        remaining.withLock { remaining in
            // What a static holds is never released.
            if remaining.isEmpty { atexit { removeRemaining() } }
            _ = remaining.insert(path)
        }
    }

    deinit {
        try? FileSystem.remove(path)
        remaining.withLock { _ = $0.remove(path) }
    }

    subscript(name: String) -> String { path + "/" + name }
}

private let remaining = Mutex<Set<String>>([])

private func removeRemaining() {
    for path in remaining.withLock({ $0 }) { try? FileSystem.remove(path) }
}
