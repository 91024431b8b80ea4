public import Records
public import Storage

/// Writes `rejects.jsonl` of a curriculum: a row for each question that is in no phase.
///
/// There may be many millions, so a row is put together from what rows of its kind have in common.
public struct LeftOutTable: ~Copyable {
    private struct Kind: Hashable {
        var source: UInt32
        var leftOut: LeftOut
    }

    private struct Parts {
        var start: [UInt8]
        var end: [UInt8]
    }

    private var file: BufferedFile
    private let stage: String
    private let sources: [String]
    private var parts: [Kind: Parts] = [:]
    /// How many questions by reason.
    public private(set) var counts: [String: Int] = [:]

    /// Begins the file.
    ///
    /// - Parameters:
    ///   - path: where it is to lie.
    ///   - stage: the kind of stage that leaves questions out.
    ///   - sources: the names of sources, by number.
    /// - Throws: a `Fault` where the disk refuses.
    public init(_ path: String, stage: String, sources: [String]) throws(Fault) {
        file = try BufferedFile(path: path)
        self.stage = stage
        self.sources = sources
    }

    /// Adds a question.
    ///
    /// - Parameters:
    ///   - leftOut: why it is in no phase.
    ///   - source: the number of its source.
    ///   - id: its id, as JSON text between quotes.
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func add(_ leftOut: LeftOut, source: UInt32, id: ByteSlice) throws(Fault) {
        let kind = Kind(source: source, leftOut: leftOut)
        let parts = self.parts[kind] ?? parts(of: kind)
        self.parts[kind] = parts
        counts[leftOut.name, default: 0] += 1
        try file.append { bytes in
            bytes += parts.start
            id.withBytes { bytes.append(contentsOf: $0) }
            bytes += parts.end
        }
    }

    /// Writes what is left.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func close() throws(Fault) { try file.close() }

    private func parts(of kind: Kind) -> Parts {
        let reject = Reject(
            source: sources[Int(kind.source)], file: "questions.jsonl", row: nil, id: "",
            stage: stage, reason: kind.leftOut.name,
            detail: kind.leftOut.detail)
        var start: [UInt8] = []
        var end: [UInt8] = []
        // The id's place is between its quotes.
        for member in reject.json.objectValue ?? [] {
            let isBefore = end.isEmpty && member.name != "id"
            let text = JSONValue.object([member]).serialized.dropFirst().dropLast()
            if isBefore {
                start += text.utf8 + [UInt8(ascii: ",")]
            } else if member.name == "id" {
                start += Array("\"id\":\"".utf8)
                end.append(UInt8(ascii: "\""))
            } else {
                end += [UInt8(ascii: ",")] + text.utf8
            }
        }
        return Parts(start: Array("{".utf8) + start, end: end + Array("}\n".utf8))
    }
}
