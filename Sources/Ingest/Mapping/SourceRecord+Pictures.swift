import Manifests
import Records
import Storage

extension SourceRecord {
    /// The pictures of a column: a path or a list of them, or objects with `bytes` or `path` as the
    /// Hugging Face Hub has them. Base64 and data URLs stand for their bytes.
    ///
    /// - Throws: `missing_image` where a picture is null or holds neither.
    func pictures(of column: MappedColumn) throws(Refusal) -> [PictureReference] {
        if let text = plainText(of: column, orOnlyElement: true) {
            return [try SourceRecord.picture(plain: text)]
        }
        guard case .field(let path) = column.rule else {
            guard let text = try text(of: column.rule) else { return [] }
            return [try SourceRecord.picture(text)]
        }
        if let bytes = bytes(at: path.steps) { return [.bytes(bytes, name: nil)] }
        guard let value = value(at: path.steps) else { return [] }
        guard case .array(let elements) = value else {
            return [try picture(value, at: path.steps)]
        }
        var pictures: [PictureReference] = []
        pictures.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            // Only bytes are found by a path.
            let place = binaries.isEmpty ? [] : path.steps + ["\(index)"]
            pictures.append(try picture(element, at: place))
        }
        return pictures
    }

    private func picture(
        _ value: JSONValue, at path: [String]
    ) throws(Refusal) -> PictureReference {
        if let bytes = bytes(at: path) { return .bytes(bytes, name: nil) }
        switch value {
        case .string(let text): return try SourceRecord.picture(text)
        case .number(let text): return .path(text)
        case .object:
            let name = ["path", "image", "url"].lazy.compactMap { value[$0]?.stringValue }.first
            if let bytes = bytes(at: path + ["bytes"]) { return .bytes(bytes, name: name) }
            if let text = value["bytes"]?.stringValue, let bytes = Base64.decode(text.utf8) {
                return .bytes(ByteSlice(bytes), name: name)
            }
            if let name { return try SourceRecord.picture(name) }
            throw Refusal(.missingImage, "a picture has neither bytes nor a path")
        case .null: throw Refusal(.missingImage, "a picture is null")
        case .bool, .array: throw Refusal(.missingImage, "a picture is no path and has no bytes")
        }
    }

    private static func picture(_ text: String) throws(Refusal) -> PictureReference {
        let picture = try picture(plain: text)
        if case .path = picture, ByteMatch.hasNUL(text) {
            throw Refusal(.controlCharacter, "the path of a picture holds a NUL character")
        }
        return picture
    }

    /// The picture of a text that holds no NUL character.
    private static func picture(plain text: String) throws(Refusal) -> PictureReference {
        try InlinePicture.bytes(in: text).map { .bytes($0, name: nil) } ?? .path(text)
    }
}
