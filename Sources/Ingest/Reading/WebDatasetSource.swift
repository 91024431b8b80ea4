import Records
import Storage

/// Rows of a WebDataset: each sample of a tar is a row, and so is each entry that is refused.
///
/// The row is what `KEY.json` holds; without one, an object of the texts `KEY.txt`, `KEY.cls` and
/// their like by extension. Beside that it has the fields `__key__`, `__images__` (the names of its
/// pictures: numbered ones by number, the others in the tar's order) and one for each further file by
/// extension in lower case. The bytes of pictures stand at `__images__` and at their extensions.
struct WebDatasetSource: RowSource {
    /// The most bytes of a text.
    private static let maximumTextBytes = 64 << 20

    private let source: ByteSlice
    private let index: ArchiveIndex
    private let samples: WebDatasetSamples
    private let fileIndex: Int

    /// The rows of a tar.
    ///
    /// - Throws: why it is refused as a whole.
    init(_ source: ByteSlice, fileIndex: Int) throws(Refusal) {
        self.source = source
        self.fileIndex = fileIndex
        do throws(ArchiveFault) {
            index = try ArchiveIndexer.index(ofTar: source)
        } catch {
            throw Refusal(error.reason.rawValue, error.detail)
        }
        samples = WebDatasetSamples(index.entries)
    }

    /// What a reader of the report should know of the tar.
    func warnings(name: String) -> [String] {
        var warnings = index.report.notes.map { note in
            "`\(name)`: \(note.reason.rawValue), \(note.count) times: \(note.detail)"
        }
        if samples.strayCount > 0 {
            warnings.append(
                "`\(name)`: not_adjacent: \(samples.strayCount) files do not lie beside the others of "
                    + "their sample; they were joined")
        }
        return warnings
    }

    func forEachRow(
        _ body: (RowPlace, Result<SourceRecord, Refusal>) -> Bool
    ) throws(Refusal) {
        for row in 0..<(samples.count + index.report.refusals.count) {
            let place = RowPlace(
                fileIndex: fileIndex, position: row, byteCount: 0, row: row, line: 0)
            guard body(place, record(at: place)) else { return }
        }
    }

    func record(at place: RowPlace) -> Result<SourceRecord, Refusal> {
        let refused = place.position - samples.count
        if index.report.refusals.indices.contains(refused) {
            let problem = index.report.refusals[refused]
            return .failure(
                Refusal(
                    problem.reason.rawValue, problem.detail, entry: problem.name,
                    measured: problem.value.map(String.init)))
        }
        guard (0..<samples.count).contains(place.position) else {
            return .failure(Refusal(.badArchive, "there is no sample \(place.position)"))
        }
        do throws(Refusal) {
            return .success(try sample(samples[place.position].map { index.entries[Int($0)] }))
        } catch {
            return .failure(error)
        }
    }

    private func sample(_ files: [ArchiveEntry]) throws(Refusal) -> SourceRecord {
        let names = files.map { WebDatasetName($0.nameBytes) }
        let key = String(decoding: names.first?.key ?? [], as: UTF8.self)
        try check(names, key)
        var row: SourceRecord?
        var texts: [JSONValue.Member] = []
        var pictures: [(number: Int, entry: ArchiveEntry)] = []
        var binaries: [BinaryField] = []
        for (name, entry) in zip(names, files) {
            let bytes = source[entry.offset..<(entry.offset + entry.byteCount)]
            switch name.role {
            case .annotation: row = try json(entry, bytes, isRow: true)
            case .json:
                texts.append(.init(name.fileExtension, try json(entry, bytes, isRow: false).value))
            case .text: texts.append(.init(name.fileExtension, .string(try text(entry, bytes))))
            case .picture(let number):
                pictures.append((number ?? .max, entry))
                binaries.append(BinaryField(path: [name.fileExtension], bytes: bytes))
            case .other: binaries.append(BinaryField(path: [name.fileExtension], bytes: bytes))
            }
        }
        // The sort is stable: pictures without a number stay in the tar's order.
        pictures.sort { $0.number < $1.number }
        for (number, picture) in pictures.enumerated() {
            let entry = picture.entry
            binaries.append(
                BinaryField(
                    path: ["__images__", "\(number)"],
                    bytes: source[entry.offset..<(entry.offset + entry.byteCount)]))
        }
        let images = JSONValue.array(pictures.map { .string($0.entry.name) })
        var record = row ?? SourceRecord(value: .object(texts))
        record.added = row == nil ? [] : texts
        record.added += [.init("__key__", .string(key)), .init("__images__", images)]
        record.binaries = binaries
        return record
    }

    /// Refuses a sample that is not whole, or has two files of an extension.
    private func check(_ names: [WebDatasetName], _ key: String) throws(Refusal) {
        let extensions = names.map(\.fileExtension).sorted()
        for (one, other) in zip(extensions, extensions.dropFirst()) where one == other {
            throw Refusal(.duplicateKey, "the sample `\(key)` has two files `.\(one)`")
        }
        let roles = names.map(\.role)
        let hasPicture = roles.contains { if case .picture = $0 { true } else { false } }
        let hasText = roles.contains { $0 == .annotation || $0 == .json || $0 == .text }
        guard hasPicture, hasText else {
            let lack = hasPicture ? "annotation" : hasText ? "picture" : "picture and annotation"
            let found = names.map { "`.\($0.fileExtension)`" }.joined(separator: ", ")
            throw Refusal(
                .incompleteSample, "the sample `\(key)` has no \(lack), only \(found)")
        }
    }

    private func json(
        _ entry: ArchiveEntry, _ bytes: ByteSlice, isRow: Bool
    ) throws(Refusal) -> SourceRecord {
        let rows = JSONRows(bytes, file: entry.name, layout: .single)
        let place = JSONRowPlace(range: 0..<bytes.count, index: 0, line: 1)
        switch rows.row(at: place) {
        case .failure(let fault):
            throw Refusal(fault.reason, "`\(entry.name)`: \(fault.fault.message)")
        case .success(let row):
            if isRow, row.kind != .object {
                throw Refusal(.wrongType, "`\(entry.name)` is no object")
            }
            return SourceRecord(row: row)
        }
    }

    private func text(_ entry: ArchiveEntry, _ bytes: ByteSlice) throws(Refusal) -> String {
        guard bytes.count <= WebDatasetSource.maximumTextBytes else {
            throw Refusal(.tooLong, "`\(entry.name)` has \(bytes.count) bytes")
        }
        guard let text = bytes.validText else {
            throw Refusal(.badEncoding, "`\(entry.name)` is not UTF-8")
        }
        return text
    }
}
