import Records
import Storage

/// Reads the rows of a WebDataset: an uncompressed tar in which each `KEY.json` is a row.
///
/// A row has one field more than its text, `__key__`, as WebDataset's own reader gives it: the
/// member's name up to the first dot of its last part. So `images: {template: "{__key__}.png"}`
/// names the picture beside it, with the same tar as `images`.
enum WebDatasetReader {
    /// The most bytes of a row.
    static let maximumRowBytes = 64 << 20

    /// Whether a path names a tar.
    static func reads(_ name: String) -> Bool { name.lowercased().hasSuffix(".tar") }

    /// Calls `body` with each row in the tar's order, until it returns false.
    ///
    /// - Throws: why the whole tar is refused, before any row is read.
    static func forEach(
        in path: String, _ body: (SourceRow) -> Bool
    ) throws(Refusal) {
        let index: TarIndex
        let file: MappedFile
        do throws(Fault) {
            index = try TarReader.contents(of: path)
            file = try MappedFile(path)
        } catch {
            throw Refusal(.badArchive, error.description)
        }
        var count = 0
        for refused in index.refusals where refused.name.hasSuffix(".json") {
            let refusal = Refusal(refused.reason, "the member `\(refused.name)` is refused")
            count += 1
            guard body(SourceRow(index: count - 1, content: .failure(refusal))) else { return }
        }
        for name in index.names where name.hasSuffix(".json") {
            guard let place = index.places[name] else { continue }
            let content: Result<SourceRecord, Refusal>
            do throws(Refusal) {
                content = .success(try record(name, place, in: file))
            } catch {
                content = .failure(error)
            }
            count += 1
            guard body(SourceRow(index: count - 1, content: content)) else { return }
        }
        guard count > 0 else { throw Refusal(.emptyFile, "the tar holds no `.json` member") }
    }

    private static func record(
        _ name: String, _ place: TarIndex.Place, in file: MappedFile
    ) throws(Refusal) -> SourceRecord {
        let end = place.offset.addingReportingOverflow(place.byteCount)
        guard !end.overflow, place.offset >= 0, place.byteCount >= 0, end.partialValue <= file.count
        else { throw Refusal(.badArchive, "`\(name)` ends after the tar does") }
        guard place.byteCount <= maximumRowBytes else {
            throw Refusal(.tooLong, "`\(name)` has \(place.byteCount) bytes")
        }
        // In brackets it is a list of one row, which keeps its text.
        let text =
            [UInt8(ascii: "[")] + file.bytes(place.offset..<end.partialValue)
            + [UInt8(ascii: "]")]
        var rows: [Result<JSONRow, JSONRowFault>] = []
        do throws(Fault) {
            try JSONReader.forEachRow(in: text, file: name, layout: .document()) { rows.append($0) }
        } catch {
            throw Refusal(.badJSON, "`\(name)`: \(error.message)")
        }
        guard rows.count == 1, let first = rows.first else {
            throw Refusal(.badJSON, "`\(name)` is not one JSON value")
        }
        switch first {
        case .failure(let fault):
            throw Refusal(fault.reason, "`\(name)`: \(fault.fault.message)")
        case .success(let row):
            guard case .object(let members) = row.value else {
                throw Refusal(.wrongType, "`\(name)` is no object")
            }
            let key = JSONValue.Member("__key__", .string(key(of: name)))
            return SourceRecord(value: .object(members + [key]), row: row)
        }
    }

    /// A member's name up to the first dot of its last part.
    private static func key(of name: String) -> String {
        let base = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        return String(name[..<(name[base...].firstIndex(of: ".") ?? name.endIndex)])
    }
}
