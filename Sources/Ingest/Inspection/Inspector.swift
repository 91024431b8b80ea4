import Images
public import Records
import Storage

/// Tells what lies at a path.
public enum Inspector {
    /// Looks at a file or folder. What is broken is no fault but the inspection's `refusal`.
    ///
    /// - Parameters:
    ///   - path: a file or a folder; links are followed.
    ///   - rows: how many first rows to show.
    /// - Throws: a `Fault` where nothing lies there, or it cannot be opened.
    public static func inspect(_ path: String, rows: Int = 5) throws(Fault) -> Inspection {
        try inspect(path, rows: rows, picturesBelow: nil)
    }

    /// Looks at a file or folder.
    ///
    /// - Parameter root: where pictures are looked for that are not found beside the file.
    static func inspect(
        _ path: String, rows: Int, picturesBelow root: String?
    ) throws(Fault) -> Inspection {
        guard let status = try FileSystem.status(path) else {
            throw Fault(.badInput, "there is nothing at `\(path)`")
        }
        if status.kind == .folder { return try FolderInspection.inspect(path) }
        let map = try MappedFile(path)
        var inspection = Inspection(path, kind: "unknown")
        inspection.pictureRoot = root
        inspection.add("bytes", map.count)
        guard map.count > 0 else {
            inspection.refuse(RejectReason.emptyFile.rawValue, "the file has no bytes")
            return inspection
        }
        inspect(ByteSlice(map, 0..<map.count), rows: rows, &inspection)
        return inspection
    }

    private static func inspect(_ source: ByteSlice, rows: Int, _ inspection: inout Inspection) {
        let start = source[0..<min(source.count, 8)].bytes
        let ending = fileExtension(of: Array(inspection.path.utf8))
        if start.starts(with: "PAR1".utf8) || ending == "parquet" {
            ParquetInspection.inspect(rows: rows, &inspection)
        } else if start.starts(with: "pipe".utf8), start.last == 0 {
            IndexInspection.inspect(&inspection)
        } else if isPicture(source, ending) {
            PictureInspection.inspect(source, &inspection)
        } else if let kind = ArchiveKind(of: source) {
            ArchiveInspection.inspect(source, kind, rows: rows, &inspection)
        } else if ending == "tar" || ending == "zip" {
            inspection.refuse(ArchiveReason.notAnArchive.rawValue, "the file is no .\(ending)")
        } else {
            let name = fileName(of: inspection.path)
            TextInspection.inspect(source, name: name, rows: rows, &inspection)
        }
    }

    private static let texts = ["json", "jsonl", "ndjson", "csv", "tsv", "txt", "md", "yaml"]
    private static let pictures = [
        "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "avif", "heic", "ico", "svg",
    ]

    /// Whether a file is a picture, or is meant to be one: a text may begin as some rare format does.
    private static func isPicture(_ source: ByteSlice, _ ending: String) -> Bool {
        source.withSpan { bytes in
            do throws(ImageFault) {
                _ = try PictureFacts(bytes)
                return true
            } catch {
                if pictures.contains(ending) { return true }
                return error.reason != ImageFault.notAnImage && !texts.contains(ending)
            }
        }
    }

    /// The last part of a path.
    static func fileName(of path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
    }

    /// What follows the last dot of a name, in lower case, with `tar.` before it where it is a packed
    /// tar; nothing where there is no dot inside the name. Broken bytes are replaced.
    static func fileExtension(of name: [UInt8]) -> String {
        let base = name.lastIndex(of: UInt8(ascii: "/")).map { name[($0 + 1)...] } ?? name[...]
        let parts = base.drop { $0 == UInt8(ascii: ".") }.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count > 1 else { return "" }
        let last = parts.suffix(2).map { String(decoding: $0, as: UTF8.self).lowercased() }
        return parts.count > 2 && last[0] == "tar" ? "tar.\(last[1])" : last[1]
    }
}
