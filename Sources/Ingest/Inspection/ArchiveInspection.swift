import Manifests
import Records
import Storage

/// Tells what an archive holds, from its headers or its directory; of what is compressed as a whole,
/// from its beginning.
enum ArchiveInspection {
    /// So many refused entries are named one by one.
    private static let mostNamed = 20
    private static let mostBytes = 4 << 20
    private static let annotations = ["json", "jsonl", "ndjson", "csv", "tsv", "parquet"]

    static func inspect(
        _ source: ByteSlice, _ kind: ArchiveKind, rows: Int, _ inspection: inout Inspection
    ) {
        inspection.kind = kind.rawValue
        let preview: ArchivePreview
        do throws(ArchiveFault) {
            preview = try ArchivePreview(inspection.path, source, kind, byteLimit: mostBytes)
        } catch {
            inspection.refuse(error.reason.rawValue, error.detail)
            return
        }
        if kind.isFilter, !preview.isTar {
            addFile(preview, rows: rows, to: &inspection)
            return
        }
        if preview.isTar, kind != .tar { inspection.add("holds", "tar") }
        let report = preview.index.report
        inspection.add("entries", report.entryCount)
        inspection.add("files", report.fileCount)
        inspection.add("unpacked_bytes", report.byteCount)
        if !preview.isWhole {
            inspection.remarks.append(remark(preview, kind))
            inspection.add("seen_whole", false)
        }
        addEntries(preview.index.entries, to: &inspection)
        add(report, isWhole: preview.isWhole, to: &inspection)
        if kind == .zip {
            inspection.remarks.append(
                "nothing was unpacked: an ingest also checks each entry's own header and checksum")
        }
        if preview.isTar { addSamples(preview, rows: rows, to: &inspection) }
    }

    private static func remark(_ preview: ArchivePreview, _ kind: ArchiveKind) -> String {
        let entries = "counts are those of the first \(preview.index.report.entryCount) entries"
        return kind.isFilter
            ? "\(entries): only the first \(Number.bytes(preview.bytes.count)) were decompressed"
            : "\(entries); the rest was not looked at"
    }

    private static func addEntries(_ entries: [ArchiveEntry], to inspection: inout Inspection) {
        var tally = NameTally()
        var annotated: [[JSONValue]] = []
        for entry in entries {
            let ending = Inspector.fileExtension(of: entry.nameBytes)
            tally.add(ending, byteCount: entry.byteCount)
            // Many small ones are the rows of a WebDataset.
            if annotated.count < mostNamed, annotations.contains(ending) {
                annotated.append([.string(entry.name), .integer(entry.byteCount)])
            }
        }
        inspection.add("extensions", ["extension", "files", "bytes"], tally.rows)
        if annotated.count < mostNamed {
            inspection.add("annotations", ["name", "bytes"], annotated)
        }
        inspection.add(
            "first_entries", ["name", "bytes"],
            entries.prefix(5).map { [.string($0.name), .integer($0.byteCount)] })
    }

    private static func add(
        _ report: ArchiveReport, isWhole: Bool, to inspection: inout Inspection
    ) {
        var reasons: [(reason: ArchiveReason, count: Int)] = []
        for refusal in report.refusals {
            if let place = reasons.firstIndex(where: { $0.reason == refusal.reason }) {
                reasons[place].count += 1
            } else {
                reasons.append((refusal.reason, 1))
            }
        }
        inspection.add(
            "refused_by_reason", ["reason", "entries"],
            reasons.map { [.string($0.reason.rawValue), .integer($0.count)] })
        inspection.add(
            "refused", ["entry", "name", "reason", "detail"],
            report.refusals.map {
                [
                    .integer($0.entry), .string($0.name), .string($0.reason.rawValue),
                    .string($0.detail),
                ]
            }, limit: mostNamed)
        // The end of a beginning is no end.
        let notes = report.notes.filter { isWhole || $0.reason != .missingEndMarker }
        inspection.add(
            "notes", ["reason", "count", "detail"],
            notes.map {
                [.string($0.reason.rawValue), .integer($0.count), .string($0.detail)]
            })
    }

    /// Shows a tar as the samples of a WebDataset, if samples have annotations.
    private static func addSamples(
        _ preview: ArchivePreview, rows: Int, to inspection: inout Inspection
    ) {
        let entries = preview.index.entries
        let hasText = entries.contains {
            switch WebDatasetName($0.nameBytes).role {
            case .annotation, .json, .text: true
            case .picture, .other: false
            }
        }
        guard hasText, let last = entries.last else { return }
        let samples = WebDatasetSamples(entries)
        inspection.add("samples", samples.count)
        var shapes = NameTally()
        for sample in 0..<samples.count {
            let files = samples[sample].map { entries[Int($0)] }
            shapes.add(shape(of: files), byteCount: files.reduce(0) { $0 + $1.byteCount })
        }
        inspection.add("sample_shapes", ["extensions", "samples", "bytes"], shapes.rows)
        if samples.strayCount > 0 {
            inspection.remarks.append(
                "\(samples.strayCount) files do not lie beside the others of their sample; "
                    + "WebDataset's own reader would lose them, an ingest joins them")
        }
        // Rows are read from the part that was seen alone.
        let end = min(preview.bytes.count, (last.offset + last.byteCount + 511) / 512 * 512)
        let name = Inspector.fileName(of: inspection.path)
        do throws(Refusal) {
            let file = try AnnotationFile(
                preview.bytes[0..<end], name: name, index: 0,
                reader: AnnotationReader(format: .webdataset, rows: nil, requiredFields: []))
            let sample = try RowSample(file, shown: rows)
            sample.add(to: &inspection)
            if sample.survey.rowCount > 0 {
                inspection.snippet = DatasetSnippet(
                    inspection.path,
                    fields: sample.survey.fields.map { ($0.name, $0.isPicture) })
            }
        } catch {
            inspection.remarks.append("no rows are shown: \(error.reason): \(error.detail)")
        }
    }

    /// The extensions of a sample's files.
    private static func shape(of files: [ArchiveEntry]) -> String {
        files.prefix(20).map { WebDatasetName($0.nameBytes).fileExtension }.sorted()
            .joined(separator: " + ")
    }

    /// Shows a single file that is compressed, as far as its beginning goes.
    private static func addFile(
        _ preview: ArchivePreview, rows: Int, to inspection: inout Inspection
    ) {
        inspection.add("holds", "one file")
        var name = Inspector.fileName(of: inspection.path)
        if let dot = name.lastIndex(of: ".") { name = String(name[..<dot]) }
        var text = preview.bytes
        if preview.isWhole {
            inspection.add("unpacked_bytes", text.count)
        } else {
            inspection.remarks.append(
                "only the first \(Number.bytes(text.count)) were decompressed")
            // A row that is cut is none.
            let end = text.bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
            text = text[0..<(end ?? text.count)]
        }
        guard preview.isWhole || name.hasSuffix("l") || name.hasSuffix("sv") else { return }
        inspection.remarks.append("rows are those of the file inside, as `\(name)`")
        TextInspection.inspectRows(
            text, name: name, rows: rows, isWhole: preview.isWhole, &inspection)
    }
}
