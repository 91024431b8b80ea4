/// A picture's path as an annotation names it, before anything is opened.
enum PicturePath {
    /// The path without `.` and `..` steps.
    ///
    /// - Parameters:
    ///   - path: relative to `folder`.
    ///   - folder: relative to the data root.
    /// - Throws: where it is no relative path, or steps out of the data root, even if it came back.
    static func normalised(_ path: String, in folder: String) throws(Refusal) -> String {
        if isPlain(path) {
            if folder.utf8.elementsEqual(".".utf8) { return path }
            if isPlain(folder) { return folder + "/" + path }
        }
        guard !path.isEmpty else { throw Refusal(.missingImage, "the picture's path is empty") }
        if path.utf8.starts(with: "data:".utf8) {
            throw Refusal(.inlineImage, "the picture's bytes stand in the row")
        }
        // The colon alone is quickly not found, which is nearly always.
        if path.utf8.contains(UInt8(ascii: ":")), path.contains("://") {
            throw Refusal(.remoteImage, "`\(path)` is a URL; nothing is fetched")
        }
        guard path.utf8.count <= 4095 else {
            throw Refusal(.missingImage, "the path has \(path.utf8.count) bytes")
        }
        guard path.utf8.first != UInt8(ascii: "/") else {
            throw Refusal(.pathEscape, "`\(path)` is absolute")
        }
        // Bytes, as the system reads them: a slash before a combining mark is a slash.
        var steps: [Substring.UTF8View] = []
        for step in (folder + "/" + path).utf8.split(separator: UInt8(ascii: "/"))
        where !step.elementsEqual(".".utf8) {
            guard step.elementsEqual("..".utf8) else {
                steps.append(step)
                continue
            }
            guard steps.popLast() != nil else {
                throw Refusal(.pathEscape, "`\(path)` leaves the data root")
            }
        }
        return steps.map { String(Substring($0)) }.joined(separator: "/")
    }

    /// Whether a path is its own normal form for sure, as nearly all are: no step is empty or begins
    /// with a dot, and no colon tells of a URL.
    private static func isPlain(_ path: String) -> Bool {
        let bytes = path.utf8.span
        guard (1...4095).contains(bytes.count) else { return false }
        var isStart = true
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: ":"): return false
            case UInt8(ascii: "/"):
                if isStart { return false }
                isStart = true
            case UInt8(ascii: "."):
                if isStart { return false }
            default: isStart = false
            }
        }
        return !isStart
    }
}
