import Records
import Storage

/// Rows of values between commas or tabs. With a header, a row is an object of strings; without one,
/// which is only if all columns are mapped by position, an array of strings.
///
/// The file is read a window at a time, so memory follows the longest record.
///
/// In a table of VLMEvalKit (a TSV with `index` and `image`), a picture that is used again stands
/// only once: other rows have its row's `index` in `image`, and get its text from there.
struct SeparatedSource: RowSource {
    /// The most bytes of a record.
    private static let maximumRecordBytes = 64 << 20
    private static let windowBytes = 1 << 20
    /// A text of more bytes in `image` is a picture and no index.
    private static let maximumIndexBytes = 64

    private let source: ByteSlice
    /// How many bytes of the file come before `source`.
    private let offset: Int
    private let delimiter: Unicode.Scalar
    private let fileIndex: Int
    private let names: [String]?
    /// Where the records begin, and on which line.
    private let first: (position: Int, line: Int)
    /// The records of pictures that other rows use, by their index.
    private var pictures: [Int: Range<Int>] = [:]

    /// The rows of a text.
    ///
    /// - Parameters:
    ///   - source: the text, without byte order mark.
    ///   - offset: how many bytes of the file come before it.
    ///   - requiredFields: the fields that the mapping needs; a header must have them.
    /// - Throws: `bad_csv` or `empty_file` where the header will not do.
    init(
        _ source: ByteSlice, offset: Int, delimiter: Unicode.Scalar, requiredFields: [String],
        fileIndex: Int
    ) throws(Refusal) {
        self.source = source
        self.offset = offset
        self.delimiter = delimiter
        self.fileIndex = fileIndex
        guard !requiredFields.allSatisfy({ Int($0) != nil }) else {
            names = nil
            first = (0, 1)
            return
        }
        let (names, end) = try SeparatedHeader.read(
            source, delimiter: delimiter, requiredFields: requiredFields)
        self.names = names
        first = end
        if delimiter == "\t", let index = names.firstIndex(of: "index"),
            let image = names.firstIndex(of: "image")
        {
            pictures = try usedPictures(index: index, image: image)
        }
    }

    /// The header, and the records of pictures that other rows use.
    var context: [UInt8] {
        var bytes = source[0..<first.position].bytes
        for (_, range) in pictures.sorted(by: { $0.key < $1.key }) {
            bytes += SHA256.digest(of: source[range].bytes).bytes
        }
        return bytes
    }

    func forEachRow(
        _ body: (RowPlace, Result<SourceRecord, Refusal>) -> Bool
    ) throws(Refusal) {
        var row = 0
        try SeparatedSource.forEach(in: source, from: first, delimiter: delimiter) { record in
            let place = RowPlace(
                fileIndex: fileIndex, position: record.range.lowerBound + offset,
                byteCount: record.range.count, row: row, line: record.line)
            row += 1
            return body(place, result(record))
        }
    }

    func record(at place: RowPlace) -> Result<SourceRecord, Refusal> {
        guard place.position >= offset, let range = place.range(in: source.count + offset),
            let record = record(in: (range.lowerBound - offset)..<(range.upperBound - offset))
        else { return .failure(Refusal(.badCSV, "there is no such record")) }
        return result(record)
    }

    private func record(in range: Range<Int>) -> CSVReader.Record? {
        var reader = CSVReader(source[range].bytes[...], delimiter: delimiter)
        return try? reader.next()
    }

    private func result(_ record: CSVReader.Record) -> Result<SourceRecord, Refusal> {
        do throws(Refusal) {
            return .success(SourceRecord(value: try value(of: record)))
        } catch {
            return .failure(error)
        }
    }

    private func value(of record: CSVReader.Record) throws(Refusal) -> JSONValue {
        guard !record.isMalformed else {
            throw Refusal(.badCSV, "text follows a closing quote")
        }
        var texts = try SeparatedHeader.texts(of: record)
        guard let names else { return .array(texts.map { .string($0) }) }
        guard texts.count == names.count else {
            throw Refusal(
                .badCSV, "\(texts.count) fields, where the header has \(names.count)")
        }
        if !pictures.isEmpty, let image = names.firstIndex(of: "image"),
            texts[image].utf8.count <= SeparatedSource.maximumIndexBytes,
            let index = Int(texts[image]), let range = pictures[index],
            let other = self.record(in: range), other.fields.count == names.count,
            let text = String(validating: other.fields[image], as: UTF8.self)
        {
            texts[image] = text
        }
        return .object(zip(names, texts).map { .init($0, .string($1)) })
    }

    /// The records of pictures that other rows name by their index.
    private func usedPictures(index: Int, image: Int) throws(Refusal) -> [Int: Range<Int>] {
        var places: [Int: Range<Int>] = [:]
        var used: [Int] = []
        try SeparatedSource.forEach(in: source, from: first, delimiter: delimiter) { record in
            guard record.fields.indices.contains(max(index, image)) else { return true }
            let picture = record.fields[image]
            let number = Int(String(decoding: record.fields[index], as: UTF8.self))
            if picture.count <= SeparatedSource.maximumIndexBytes {
                if let other = Int(String(decoding: picture, as: UTF8.self)) { used.append(other) }
            } else if let number {
                places[number] = record.range
            }
            return true
        }
        var found: [Int: Range<Int>] = [:]
        for number in used { found[number] = places[number] }
        return found
    }

    /// Calls `body` with each record from a place on, its bytes counted from the start of `source`,
    /// until it returns false.
    static func forEach(
        in source: ByteSlice, from first: (position: Int, line: Int), delimiter: Unicode.Scalar,
        _ body: (CSVReader.Record) -> Bool
    ) throws(Refusal) {
        var (start, line) = first
        var window = windowBytes
        while start < source.count {
            let end = start + min(window, source.count - start)
            var reader = CSVReader(
                source[start..<end].bytes[...], delimiter: delimiter,
                isWhole: end == source.count, line: line)
            while var record = try reader.next() {
                let range = record.range
                record.range = (range.lowerBound + start)..<(range.upperBound + start)
                guard body(record) else { return }
            }
            if end == source.count { return }
            source.release(start..<(start + reader.position))
            window = reader.position > 0 ? windowBytes : window * 2
            (start, line) = (start + reader.position, reader.line)
            guard window <= maximumRecordBytes else {
                throw Refusal(
                    .badCSV,
                    "the record on line \(line) does not end within \(maximumRecordBytes) bytes")
            }
        }
    }
}
