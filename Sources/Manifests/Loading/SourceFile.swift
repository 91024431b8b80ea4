import Glibc
import Records

/// The few looks at the file system that loading needs.
enum SourceFile {
    /// What lies at a path.
    enum Kind {
        case file, folder, other
    }

    /// What lies at a path, links followed; nothing if there is nothing.
    static func kind(of path: String) -> Kind? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return kind(status)
    }

    private static func kind(_ status: stat) -> Kind {
        switch status.st_mode & mode_t(0o170000) {
        case mode_t(0o100000): .file
        case mode_t(0o040000): .folder
        default: .other
        }
    }

    /// A path from the root, as far as its text tells.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let pointer = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(pointer) }
        let steps = path.split(separator: "/").filter { $0 != "." }.map { String($0) }
        let folder = unsafe String(cString: pointer)
        return ([folder == "/" ? "" : folder] + steps).joined(separator: "/")
    }

    /// Whether two paths lead to the same file or folder.
    static func isSame(_ left: String, _ right: String) -> Bool {
        var first = stat()
        var second = stat()
        guard unsafe stat(left, &first) == 0, unsafe stat(right, &second) == 0 else { return false }
        return first.st_ino == second.st_ino && first.st_dev == second.st_dev
    }

    /// The names in a folder, sorted; none if it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            names.append(name)
        }
        return names.sorted()
    }

    /// The bytes of a regular file, one byte more than `limit` at most.
    static func read(_ path: String, limit: Int) throws(Fault) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
        guard kind(status) == .file else {
            throw Fault(
                .badInput, "\(Wording.path(path)) is not a file",
                remedy: "name a YAML file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path, errno) }
            if count == 0 { break }
            bytes += chunk.prefix(count)
        }
        return bytes
    }

    private static func failure(_ path: String, _ number: Int32) -> Fault {
        if number == ENOENT || number == ENOTDIR {
            return Fault(.badInput, "there is no file \(Wording.path(path))")
        }
        return Fault(
            .badInput, "the file \(Wording.path(path)) cannot be read",
            cause: SystemError.text(number))
    }
}
