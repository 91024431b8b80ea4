/// The name of a file of a WebDataset: a folder and all up to the first dot of the last part are the
/// key of its sample; what follows the dot is its extension.
struct WebDatasetName {
    /// The key.
    let key: ArraySlice<UInt8>
    /// The extension in lower case; broken bytes are replaced.
    let fileExtension: String

    /// Splits a name.
    init(_ name: [UInt8]) {
        let base = name.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let dot = name[base...].firstIndex(of: UInt8(ascii: "."))
        key = name[..<(dot ?? name.endIndex)]
        fileExtension = String(decoding: dot.map { name[($0 + 1)...] } ?? [], as: UTF8.self)
            .lowercased()
    }

    /// What the file is for.
    var role: Role {
        let parts = fileExtension.utf8.split(separator: UInt8(ascii: ".")).map {
            String(Substring($0))
        }
        let last = parts.last ?? ""
        if fileExtension == "json" { return .annotation }
        if last == "json" { return .json }
        if WebDatasetName.texts.contains(last) { return .text }
        guard WebDatasetName.pictures.contains(last) else { return .other }
        return .picture(number: parts.count > 1 ? Int(parts[0]) : nil)
    }

    /// What a file of a sample is for.
    enum Role: Equatable {
        /// The row itself, as JSON.
        case annotation
        /// A field of the row, as JSON.
        case json
        /// A field of the row, as text.
        case text
        /// A picture, and its number where it has one, as in `KEY.1.png`.
        case picture(number: Int?)
        /// Anything else.
        case other
    }

    // Formats that are not decoded are pictures too: they are refused as such, and not forgotten.
    private static let pictures = [
        "png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic", "ppm", "jp2",
    ]
    /// What WebDataset's own decoder reads as text or as a number in text.
    private static let texts = [
        "txt", "text", "transcript", "caption", "cls", "cls2", "class", "count", "index", "inx",
        "id", "label",
    ]
}
