import Glibc
public import Records
import Storage
import Synchronization

/// A folder that goes when the last reference does, at the latest with the process.
public final class TemporaryFolder: Sendable {
    /// Its path, below `TMPDIR` or else `/tmp`.
    public let path: String

    /// Makes it.
    ///
    /// - Parameter name: a part of its name, for whoever finds one that was left behind by a kill.
    public init(_ name: String = "tests") throws(Fault) {
        let number = String(UInt64.random(in: .min ... .max), radix: 16)
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = "\(parent)/pipeline-\(name)-\(getpid())-\(number)"
        try FileSystem.createFolder(path)
        let path = path
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

    /// The path of a name in it.
    public subscript(name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, folders in between included.
    ///
    /// - Returns: its path.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws(Fault) -> String {
        let file = self[name]
        if let slash = file.lastIndex(of: "/") {
            try FileSystem.createFolder(String(file[..<slash]))
        }
        try FileSystem.write(bytes, to: file)
        return file
    }

    /// Writes a text file, folders in between included.
    ///
    /// - Returns: its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws(Fault) -> String {
        try write(Array(text.utf8), to: name)
    }
}

private let remaining = Mutex<Set<String>>([])

private func removeRemaining() {
    for path in remaining.withLock({ $0 }) { try? FileSystem.remove(path) }
}
