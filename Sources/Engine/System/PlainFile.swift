import Glibc
import Records
import Storage

/// Writes that need no durability of their own.
enum PlainFile {
    /// Writes a whole file whose folder is synced and renamed later; nobody sees it before.
    static func write(_ bytes: [UInt8], to path: String) throws(Fault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .system(
                "`\(path)` cannot be made", errorNumber: errno, pathCode: .cannotCreate)
        }
        defer { close(descriptor) }
        try append(bytes, to: descriptor, path: path)
    }

    /// Writes all bytes, however many calls it takes.
    static func append(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(Fault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw .system("`\(path)` cannot be written", errorNumber: errno)
            }
        }
    }
}
