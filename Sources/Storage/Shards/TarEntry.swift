internal import CArchive
public import Records

/// An entry of an archive. Valid only inside the closure that got it.
@safe public final class TarEntry {
    /// Why an entry must not be taken as a file, as a name for a table of rejects.
    public enum Problem: String, Sendable {
        /// The name is absolute, or leads out by `..` or a backslash.
        case pathEscape = "path_escape"
        /// A link; what it leads to may lie anywhere.
        case linkEntry = "link_entry"
        /// The name is not UTF-8.
        case badNameEncoding = "bad_name_encoding"
        /// A device or a pipe.
        case notAFile = "not_a_file"
    }

    /// The name, without a leading `./`; broken bytes are replaced where it is not UTF-8.
    public let name: String
    /// Whether it is a folder.
    public let isFolder: Bool
    /// How many bytes it has, as the archive says.
    public let byteCount: Int
    /// What is wrong with it, if anything.
    public let problem: Problem?

    /// Where its bytes begin in an uncompressed archive.
    let offset: Int
    /// Whether its bytes lie in pieces, holes left out.
    let isSparse: Bool
    private let archive: OpaquePointer
    private let path: String

    init(_ entry: OpaquePointer, of archive: OpaquePointer, path: String) {
        unsafe self.archive = unsafe archive
        self.path = path
        let rawName = unsafe TarEntry.name(of: entry)
        var name = rawName.text[...]
        while name.hasPrefix("./") { name = name.dropFirst(2) }
        self.name = String(name)
        offset = unsafe Int(archive_filter_bytes(archive, 0))
        byteCount = unsafe max(0, Int(archive_entry_size(entry)))
        isSparse = unsafe archive_entry_sparse_count(entry) > 0
        let type = unsafe archive_entry_filetype(entry)
        isFolder = type == 0o040000
        let isLink =
            unsafe type == 0o120000 || archive_entry_hardlink(entry) != nil
            || archive_entry_hardlink_utf8(entry) != nil
        problem =
            if isLink { .linkEntry } else if !rawName.isValid {
                .badNameEncoding
            } else if TarEntry.escapes(self.name) {
                .pathEscape
            } else if type != 0o100000 && !isFolder { .notAFile } else { nil }
    }

    /// Reads the entry's bytes.
    ///
    /// - Parameter limit: the most bytes to accept; more are not read.
    /// - Throws: a `Fault` where it is longer, or the archive is broken there.
    public func bytes(limit: Int = 1 << 28) throws(Fault) -> [UInt8] {
        guard byteCount <= limit else {
            throw Fault(
                .badInput,
                "`\(name)` in `\(path)` has \(byteCount) bytes, more than the \(limit) allowed")
        }
        var bytes: [UInt8] = []
        // The size is a claim: memory grows with what is really there.
        while bytes.count < byteCount {
            let room = min(byteCount - bytes.count, max(1 << 20, bytes.count))
            var status = 0
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                status = unsafe archive_read_data(archive, buffer.baseAddress, room)
                count = max(0, status)
            }
            guard status > 0 else {
                throw unsafe .archive("`\(name)` in `\(path)` is cut or broken", archive)
            }
            if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
        }
        return bytes
    }

    /// The name as text. The C library's own conversion fails on other letters than ASCII in the
    /// locale "C", so the UTF-8 form is asked for first and the raw bytes next.
    private static func name(of entry: OpaquePointer) -> (text: String, isValid: Bool) {
        if let text = unsafe archive_entry_pathname_utf8(entry) {
            return (unsafe String(cString: text), true)
        }
        guard let raw = unsafe archive_entry_pathname(entry) else { return ("", false) }
        if let text = unsafe String(validatingCString: raw) { return (text, true) }
        return (unsafe String(cString: raw), false)
    }

    private static func escapes(_ name: String) -> Bool {
        name.utf8.first == UInt8(ascii: "/") || name.utf8.contains(UInt8(ascii: "\\"))
            || name.utf8.split(separator: UInt8(ascii: "/")).contains {
                $0.elementsEqual("..".utf8)
            }
    }
}
