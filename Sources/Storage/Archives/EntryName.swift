/// The name of an entry, checked.
struct EntryName {
    /// The path: parts without `.` and empty ones between single slashes, byte for byte otherwise.
    let bytes: [UInt8]
    /// Whether it ends in a slash, as a folder's does.
    let isFolder: Bool
    /// Why an entry of this name is refused, and what to say.
    let problem: (reason: ArchiveReason, detail: String)?

    /// The name as text; broken bytes are replaced.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A name as an archive has it.
    init(_ raw: [UInt8], limits: ArchiveLimits) {
        isFolder = raw.last == UInt8(ascii: "/")
        var path: [UInt8] = []
        path.reserveCapacity(raw.count)
        for part in raw.split(separator: UInt8(ascii: "/"))
        where !part.elementsEqual(CollectionOfOne(UInt8(ascii: "."))) {
            if !path.isEmpty { path.append(UInt8(ascii: "/")) }
            path += part
        }
        bytes = path
        problem = EntryName.problem(of: raw, path: path, limits: limits)
    }

    private static func problem(
        of raw: [UInt8], path: [UInt8], limits: ArchiveLimits
    ) -> (ArchiveReason, String)? {
        if raw.count > limits.nameBytes {
            return (
                .badName, "the name has \(raw.count) bytes, more than \(limits.nameBytes)"
            )
        }
        if let control = raw.first(where: { $0 < 0x20 || $0 == 0x7F }) {
            return (.controlCharacter, "the name holds the control character \(control)")
        }
        if escapes(raw) { return (.pathEscape, "the name leads out of the archive") }
        return raw.isEmpty ? (.badName, "the name is empty") : nil
    }

    /// Whether a path is absolute or goes up, for any system that may unpack it.
    private static func escapes(_ raw: [UInt8]) -> Bool {
        let slash = UInt8(ascii: "/")
        let backslash = UInt8(ascii: "\\")
        if raw.first == slash || raw.first == backslash { return true }
        if raw.count >= 2, raw[1] == UInt8(ascii: ":"), isLetter(raw[0]) { return true }
        return raw.split { $0 == slash || $0 == backslash }.contains { part in
            // Windows takes no notice of blanks at the end.
            part.starts(with: "..".utf8) && part.dropFirst(2).allSatisfy { $0 == 0x20 }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    /// Whether it is a side file that an operating system leaves in archives.
    var isLitter: Bool {
        if bytes.starts(with: "__MACOSX/".utf8) || bytes.elementsEqual("__MACOSX".utf8) {
            return true
        }
        let base = EntryName.base(of: bytes)
        return base.starts(with: "._".utf8)
            || [".DS_Store", "Thumbs.db", "desktop.ini", "pax_global_header"].contains {
                base.elementsEqual($0.utf8)
            }
    }

    /// Whether the name is that of an archive.
    var isArchive: Bool {
        let base = EntryName.base(of: bytes).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        let endings = [
            ".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tzst", ".7z", ".rar", ".tar.gz", ".tar.bz2",
            ".tar.xz", ".tar.zst", ".tar.lz4",
        ]
        return endings.contains { base.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    private static func base(of path: [UInt8]) -> ArraySlice<UInt8> {
        path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    }
}
