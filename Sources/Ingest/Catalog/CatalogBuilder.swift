import Manifests
import Records
import Storage

/// Reads the splits of a data set of files, one after another.
///
/// Ids are unique in a data set: a second row of a split with an id is refused; a row whose id an
/// earlier split has gets the split's name in front, as in `test/17`, since many sources number each
/// split from 0.
struct CatalogBuilder {
    /// The most bytes of an annotation file.
    static let maximumFileBytes = 2 << 30

    private let dataset: DatasetSpecification
    private let reader: AnnotationReader
    private var mapper: RowMapper
    private var ids: Set<String> = []
    private var presence: FieldPresence

    /// A builder for a data set.
    init(_ dataset: DatasetSpecification) throws(Fault) {
        self.dataset = dataset
        mapper = try RowMapper(dataset)
        presence = FieldPresence(dataset)
        reader = AnnotationReader(
            format: dataset.format, rows: dataset.rows,
            requiredFields: dataset.columns.requiredFields)
    }

    /// Reads a split.
    mutating func split(_ split: DatasetSplit) throws(Fault) -> CatalogSplit {
        let earlier = ids
        var candidates: [Candidate] = []
        var rejects: [Reject] = []
        var warnings: [String] = []
        var own: Set<String> = []
        var room = split.limit ?? .max
        var number = 0
        let reader = reader
        var mapper = mapper
        var presence = presence
        presence.beginSplit()
        for file in split.annotations where room > 0 {
            let source = try open(file)
            let before = (candidates.count, rejects.count, own, number, room, presence)
            presence.beginFile()
            do throws(Refusal) {
                warnings += try source.forEach(reader, name: file) { row in
                    let origin = RowOrigin(file: file, row: row.index, line: row.line)
                    do throws(Refusal) {
                        let record = try row.content.get()
                        presence.note(record)
                        var candidate = try mapper.candidate(
                            record, split: split.name, id: "\(split.name)/\(number)",
                            origin: origin)
                        try CatalogBuilder.claim(&candidate.question, own: &own, earlier: earlier)
                        candidates.append(candidate)
                    } catch {
                        rejects.append(origin.reject(error, source: dataset.name))
                    }
                    number += 1
                    room -= 1
                    return room > 0
                }
                presence.endFile(file, isCut: room == 0)
            } catch {
                candidates.removeSubrange(before.0...)
                rejects.removeSubrange(before.1...)
                (own, number, room, presence) = (before.2, before.3, before.4, before.5)
                rejects.append(RowOrigin(file: file).reject(error, source: dataset.name))
                warnings.append("`\(file)` was refused as a whole: \(error.detail)")
            }
        }
        warnings += presence.warnings(of: split.name)
        self.mapper = mapper
        self.presence = presence
        ids.formUnion(own)
        let pictures = try PictureSource(dataset, split)
        return CatalogSplit(
            name: split.name, content: .files(CatalogBuilder.groups(of: candidates), pictures),
            rejects: rejects, warnings: warnings)
    }

    /// Checks what only all splits together tell.
    ///
    /// - Throws: a `Fault` where a field that the data set maps is in no row of any split.
    func finish() throws(Fault) { try presence.check() }

    /// Makes a question's id its own.
    private static func claim(
        _ question: inout Question, own: inout Set<String>, earlier: Set<String>
    ) throws(Refusal) {
        if earlier.contains(question.id) { question.id = "\(question.split)/\(question.id)" }
        guard !earlier.contains(question.id), own.insert(question.id).inserted else {
            throw Refusal(.duplicateID, "the id `\(question.id)` was given before")
        }
    }

    /// The questions by their lists of pictures, in the order in which the lists first appear. Paths
    /// are told apart by their bytes, as files are: Swift's texts are equal where only the Unicode
    /// normal form differs.
    static func groups(of candidates: [Candidate]) -> [PictureGroup] {
        var positions: [[[UInt8]]: Int] = [:]
        var groups: [PictureGroup] = []
        for candidate in candidates {
            let key = candidate.images.map { Array($0.utf8) }
            if let position = positions[key] {
                groups[position].candidates.append(candidate)
            } else {
                positions[key] = groups.count
                groups.append(PictureGroup(images: candidate.images, candidates: [candidate]))
            }
        }
        return groups
    }

    /// An annotation file, read where it is text.
    private enum Source {
        case text([UInt8])
        case tar(path: String)

        func forEach(
            _ reader: AnnotationReader, name: String, _ body: (SourceRow) -> Bool
        ) throws(Refusal) -> [String] {
            switch self {
            case .text(let bytes): return try reader.forEach(in: bytes, name: name, body)
            case .tar(let path):
                try WebDatasetReader.forEach(in: path, body)
                return []
            }
        }
    }

    private func open(_ file: String) throws(Fault) -> Source {
        do throws(Fault) {
            let path = try FileSystem.resolve(file, under: dataset.root)
            if WebDatasetReader.reads(file) { return .tar(path: path) }
            return .text(try FileSystem.read(path, limit: CatalogBuilder.maximumFileBytes))
        } catch {
            var fault = error
            fault.message = "data set `\(dataset.name)`: " + fault.message
            fault.location = fault.location ?? dataset.locations["root"]
            throw fault
        }
    }
}
