import Manifests
import Records
import Storage

/// Tells how the rows of a text are written, how many there are, and shows the first.
enum TextInspection {
    /// The encoding of so many bytes is looked at.
    private static let encodingBytes = 1 << 20
    /// Lines are counted in so many bytes.
    private static let countedBytes = 64 << 20

    static func inspect(
        _ source: ByteSlice, name: String, rows: Int, _ inspection: inout Inspection
    ) {
        inspectRows(source, name: name, rows: rows, isWhole: true, &inspection)
    }

    /// Tells of the rows of a text.
    ///
    /// - Parameter isWhole: whether the text is all of the file.
    static func inspectRows(
        _ source: ByteSlice, name: String, rows: Int, isWhole: Bool,
        _ inspection: inout Inspection
    ) {
        let text = source[markCount(source)..<source.count]
        do throws(Refusal) {
            let end = text.count - text.trailingZeroCount(limit: countedBytes)
            let format = try AnnotationFormat(of: text[0..<end], name: name, stated: .auto)
            guard format.isText else {
                throw Refusal(.wrongContainer, "a file of rows was expected")
            }
            if inspection.kind == "unknown" { inspection.kind = kind(of: format) }
            addEncoding(source, to: &inspection)
            var reader = TextRows(
                source, name: name, format: format, shown: rows, isWhole: isWhole)
            let sample = try reader.sample(&inspection)
            addCount(sample, text, format, reader, to: &inspection)
            sample.add(to: &inspection)
            guard sample.survey.rowCount > 0 else { return }
            let found = PictureSearch(besides: inspection.path).find(sample.survey.fields)
            inspection.snippet = DatasetSnippet(
                inspection.path,
                fields: sample.survey.fields.map { ($0.name, $0.isPicture) },
                rows: reader.member,
                pictures: found
                    ?? inspection.pictureRoot.flatMap {
                        PictureSearch(in: $0).find(sample.survey.fields)
                    })
        } catch {
            inspection.refuse(error)
        }
    }

    private static func kind(of format: AnnotationFormat) -> String {
        switch format {
        case .json: "json"
        case .lines: "jsonl"
        case .object: "object"
        case .separated(let delimiter): delimiter == "\t" ? "tsv" : "csv"
        case .parquet: "parquet"
        case .webDataset: "tar"
        case .pictures: "folder"
        }
    }

    private static func markCount(_ source: ByteSlice) -> Int {
        source.count >= 3 && source[0..<3].bytes == [0xEF, 0xBB, 0xBF] ? 3 : 0
    }

    private static func addEncoding(_ source: ByteSlice, to inspection: inout Inspection) {
        var start = source[0..<min(source.count, encodingBytes)]
        if start.count < source.count {
            // The last character may be cut.
            let tail = start[(start.count - 4)..<start.count].bytes
            let lead = tail.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
            start = start[0..<(start.count - 4 + lead)]
        }
        let hasMark = markCount(source) > 0
        guard start.validText != nil else {
            inspection.add("encoding", "not UTF-8")
            return
        }
        let isASCII = start.withBytes { $0.allSatisfy { $0 < 0x80 } }
        inspection.add("encoding", isASCII ? "ASCII" : "UTF-8")
        if hasMark { inspection.add("byte_order_mark", true) }
        let line = start.bytes.firstIndex(of: UInt8(ascii: "\n"))
        if let line, line > 0, start[(line - 1)..<line].bytes == [UInt8(ascii: "\r")] {
            inspection.add("line_ends", "CRLF")
        }
    }

    /// Tells how many rows there are, or about how many.
    private static func addCount(
        _ sample: RowSample, _ text: ByteSlice, _ format: AnnotationFormat, _ reader: TextRows,
        to inspection: inout Inspection
    ) {
        var count = sample.count
        var isExact = sample.isWhole && reader.isWhole
        if !isExact, format == .lines, reader.isFile {
            let (lines, byteCount) = LineCounter.count(text, limit: countedBytes)
            isExact = byteCount == text.count
            count = isExact ? lines : scaled(lines, text.count, of: byteCount)
        } else if !isExact {
            // Of an object, all bytes count for the one member; of a beginning, nothing is known.
            guard reader.isFile else { return }
            count = max(count, scaled(count, text.count, of: sample.end - reader.start))
        }
        let about = isExact ? "" : "about "
        inspection.add("rows", .integer(count), text: "\(about)\(Number.grouped(count))")
        inspection.add("rows_estimated", .bool(!isExact))
    }

    private static func scaled(_ count: Int, _ whole: Int, of part: Int) -> Int {
        var value = Double(count) * Double(whole) / Double(max(1, part))
        // Two digits are all that an estimate is worth.
        var scale = 1.0
        while value / scale >= 100 { scale *= 10 }
        value = (value / scale).rounded() * scale
        return Int(exactly: value) ?? .max
    }
}
