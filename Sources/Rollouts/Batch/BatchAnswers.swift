public import Records
import Storage

/// The answers to requests that were put into files: OpenAI's batch format, as `vllm run-batch` and
/// hosted services write it.
///
/// Answers may come in any order, in several files, in part, and more than once: the first that is no
/// error counts.
public final class BatchAnswers: Sendable {
    /// Lines that are no answer, with what is wrong.
    public let rejects: [Reject]
    /// Answers to requests that were answered before.
    public let repeatedCount: Int

    private let files: [JSONRows]
    private let places: [[UInt8]: Place]

    private struct Place: Sendable {
        var file: Int
        var row: JSONRowPlace
        var isError: Bool
    }

    /// Reads the files of a folder whose names end with `.jsonl`, sorted by name.
    ///
    /// - Parameter folder: need not be there.
    /// - Throws: a `Fault` where a file cannot be read as a whole.
    public init(folder: String) throws(Fault) {
        var files: [JSONRows] = []
        var places: [[UInt8]: Place] = [:]
        var rejects: [Reject] = []
        var repeated = 0
        let names = try FileSystem.status(folder) == nil ? [] : FileSystem.list(folder)
        for name in names.sorted() where name.hasSuffix(".jsonl") {
            let file = try MappedFile(folder + "/" + name)
            let rows = JSONRows(ByteSlice(file, 0..<file.count), file: name, layout: .lines)
            try rows.forEach { place, row throws(Fault) in
                switch row.mapError(\.fault).flatMap(BatchAnswers.line) {
                case .failure(let fault):
                    rejects.append(
                        Reject(
                            source: "answers", file: name, row: place.index,
                            position: place.range.lowerBound, stage: "rollout",
                            reason: "malformed_answer", detail: fault.message))
                case .success(let line):
                    let id = Array(line.id.utf8)
                    let known = places[id]
                    if known != nil { repeated += 1 }
                    if known == nil || known?.isError == true && !line.isError {
                        places[id] = Place(file: files.count, row: place, isError: line.isError)
                    }
                }
                return true
            }
            files.append(rows)
        }
        self.files = files
        self.places = places
        self.rejects = rejects
        repeatedCount = repeated
    }

    private static func line(
        _ row: JSONRow
    ) -> Result<(id: String, isError: Bool), Fault> {
        guard let id = row["custom_id"]?.stringValue else {
            return .failure(Fault(.badInput, "the line has no `custom_id`"))
        }
        return .success((id, row["response"]?["status_code"]?.integerValue != 200))
    }

    /// What answers a request; nothing if nothing does yet.
    ///
    /// - Throws: a `Fault` where the file has changed since.
    func answer(to id: String) throws(Fault) -> BatchAnswer? {
        guard let place = places[Array(id.utf8)] else { return nil }
        switch files[place.file].row(at: place.row) {
        case .failure(let fault): throw fault.fault
        case .success(let row): return BatchAnswer(row)
        }
    }
}
