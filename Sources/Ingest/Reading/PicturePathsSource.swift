import Records

/// Rows without annotations: each picture is a row that tells its path.
///
/// The fields are `path` (as it is given), `folder` (all before the last slash), `name` (all behind
/// it), `stem` (the name without its ending) and `extension` (the ending, without its dot).
struct PicturePathsSource: RowSource {
    private let paths: [String]
    private let fileIndex: Int

    /// Rows of paths.
    init(paths: [String], fileIndex: Int) {
        self.paths = paths
        self.fileIndex = fileIndex
    }

    func forEachRow(
        _ body: (RowPlace, Result<SourceRecord, Refusal>) -> Bool
    ) throws(Refusal) {
        for number in paths.indices {
            let place = RowPlace(
                fileIndex: fileIndex, position: number, byteCount: 0, row: number, line: 0)
            guard body(place, record(at: place)) else { return }
        }
    }

    func record(at place: RowPlace) -> Result<SourceRecord, Refusal> {
        guard paths.indices.contains(place.position) else {
            return .failure(Refusal(.missingImage, "there is no picture \(place.position)"))
        }
        return .success(SourceRecord(value: PicturePathsSource.fields(paths[place.position])))
    }

    /// The fields that a path tells.
    static func fields(_ path: String) -> JSONValue {
        let bytes = path.utf8
        let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { path[bytes.index(after: $0)...] } ?? path[...]
        // The dot of a hidden file begins its name, not its ending.
        let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")).flatMap {
            $0 == name.startIndex ? nil : $0
        }
        return .object([
            .init("path", .string(path)),
            .init("folder", .string(slash.map { String(path[..<$0]) } ?? "")),
            .init("name", .string(String(name))),
            .init("stem", .string(String(name[..<(dot ?? name.endIndex)]))),
            .init(
                "extension",
                .string(dot.map { String(name[name.utf8.index(after: $0)...]) } ?? "")),
        ])
    }
}
