import Glibc
public import Records

extension FileSystem {
    /// The real path of a file or folder that must lie under a root, all links followed.
    ///
    /// - Parameters:
    ///   - path: a path relative to `root`. It may hold `..`, as long as it stays inside.
    ///   - root: a folder.
    /// - Throws: a `Fault` where the path is empty or absolute, leaves the root by `..` or a link,
    ///   or does not exist.
    public static func resolve(_ path: String, under root: String) throws(Fault) -> String {
        guard !path.isEmpty else { throw Fault(.badInput, "the path is empty") }
        guard path.utf8.first != slash else {
            throw Fault(
                .badInput, "the path `\(path)` is absolute",
                remedy: "write it relative to `\(root)`")
        }
        let base = try realPath(root)
        let found = try realPath(base + "/" + path)
        guard found == base || base == "/" || found.utf8.starts(with: (base + "/").utf8) else {
            throw Fault(.badInput, "the path `\(path)` leaves `\(root)`: it leads to `\(found)`")
        }
        return found
    }

    /// The absolute path without links, `.` and `..`.
    ///
    /// - Throws: a `Fault` where nothing lies there.
    public static func realPath(_ path: String) throws(Fault) -> String {
        guard let text = unsafe realpath(try checkPath(path), nil) else {
            throw .system("cannot find `\(path)`", errorNumber: errno)
        }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    /// Whether this process may read what lies at a path, links followed.
    public static func isReadable(_ path: String) -> Bool {
        unsafe faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0
    }

    /// The folder part of a path: `.` for a bare name, nothing for `/` and the empty path.
    static func parent(of path: String) -> String? {
        var bytes = path.utf8[...]
        while bytes.last == slash { bytes = bytes.dropLast() }
        guard !bytes.isEmpty else { return nil }
        guard let last = bytes.lastIndex(of: slash) else { return "." }
        bytes = bytes[..<last]
        while bytes.last == slash { bytes = bytes.dropLast() }
        return bytes.isEmpty ? "/" : String(bytes)
    }

    /// The last part of a path.
    static func name(of path: String) -> String {
        var bytes = path.utf8[...]
        while bytes.last == slash { bytes = bytes.dropLast() }
        guard let last = bytes.lastIndex(of: slash) else { return String(bytes) ?? path }
        return String(bytes[bytes.index(after: last)...]) ?? path
    }

    /// The path, if it can be handed to the system: C ends a text at its first NUL.
    @discardableResult
    static func checkPath(_ path: String) throws(Fault) -> String {
        guard !path.utf8.contains(0) else {
            throw Fault(.badInput, "the path `\(path)` holds a NUL character")
        }
        return path
    }

    private static var slash: UInt8 { UInt8(ascii: "/") }
}
