import Manifests
import Records
import Storage

/// Reads the splits of a data set of files, one after another, and keeps of each row only where it
/// lies and what stands for its content; on the disk where there are many.
///
/// Ids are unique in a data set: a second row of a split with an id is refused; a row whose id an
/// earlier split has gets the split's name in front, as in `test/17`, since many sources number each
/// split from 0.
struct CatalogBuilder {
    let dataset: DatasetSpecification
    private let access: SourceAccess
    private var mapper: RowMapper
    private var shaper: RowShaper
    private var ids: IDRegister
    private var presence: FieldPresence
    /// The archives that have been reported on, by their real paths.
    private var archives: Set<[UInt8]> = []
    /// The pictures that rows name; nothing if nobody will ask.
    private(set) var references: PictureReferences?
    private let hash = KeyHasher()

    /// A builder for a data set.
    init(_ dataset: DatasetSpecification, access: SourceAccess) throws(Fault) {
        self.dataset = dataset
        self.access = access
        // Where content is told from the time of a change, nothing is looked up again.
        if case .content = access.identity {
            references = PictureReferences(in: access.spillSpace)
        }
        ids = IDRegister(in: access.spillSpace)
        mapper = try RowMapper(dataset)
        shaper = try RowShaper(dataset)
        presence = FieldPresence(dataset)
    }

    /// Reads an entry of `splits`, once, whatever number of splits it makes.
    ///
    /// What cannot be read is no picture's: the first part has it.
    mutating func splits(_ split: DatasetSplit) throws(Fault) -> [CatalogSplit] {
        let parts = SplitParts(split, of: dataset)
        let files = try SplitFiles(split, of: dataset, access: access)
        var planned = PlannedRows(in: access.spillSpace)
        var rejects = files.rejects
        var warnings = files.warnings
        // Splits may share an archive; what it refuses is one input, not one for each.
        if case .archive(let path, _) = files.place, archives.insert(Array(path.utf8)).inserted {
            let report = files.archiveReport(split, source: dataset.name)
            rejects += report.rejects
            warnings += report.warnings
        }
        var firstRows: [Int] = []
        var room = split.limit ?? .max
        var number = 0
        presence.beginSplit()
        if let (column, file) = files.missingColumn { presence.note(column, of: file) }
        for file in files.annotations {
            firstRows.append(number)
            guard room > 0 else { continue }
            let before = (number, room, presence)
            planned.beginFile()
            presence.beginFile()
            var problem: Fault?
            do throws(Refusal) {
                try file.rows.forEachRow { place, content in
                    do throws(Fault) {
                        try note(place, content, file, number: number, parts, &planned)
                    } catch {
                        problem = error
                        return false
                    }
                    number += 1
                    room -= 1
                    return room > 0
                }
                presence.endFile(file.name, isCut: room == 0)
            } catch {
                planned.forgetFile()
                (number, room, presence) = before
                rejects.append(RowOrigin(file: file.name).reject(error, source: dataset.name))
                warnings.append("`\(file.name)` was refused as a whole: \(error.detail)")
            }
            if let problem { throw problem }
        }
        warnings += presence.warnings(of: split.name)
        return try gather(planned, of: parts, files, firstRows: firstRows, rejects, warnings)
    }

    /// Checks what only all splits together tell.
    ///
    /// - Throws: a `Fault` where a field that the data set maps is in no row of any split.
    func finish() throws(Fault) { try presence.check() }

    /// Gathers the rows of each part by their pictures, once it is known whose their ids are.
    private mutating func gather(
        _ planned: PlannedRows, of parts: SplitParts, _ files: SplitFiles, firstRows: [Int],
        _ rejects: [Reject], _ warnings: [String]
    ) throws(Fault) -> [CatalogSplit] {
        let marks = try ids.marks(of: planned.rows)
        var looker = try PictureLooker(
            files.place, source: files.pictures, identity: access.identity)
        var splits: [CatalogSplit] = []
        for (part, name) in parts.names.enumerated() {
            let builder = try SplitRowsBuilder(
                planned, part: part, marks: marks, in: access.spillSpace)
            let (rejects, warnings) = part == 0 ? (rejects, warnings) : ([], [])
            let rest = CatalogSplit.rest(builder.refusedContent, rejects, warnings)
            try references?.begin(name, groupCount: builder.groupCount, rest: rest)
            let rows = try builder.finish(
                files: files.annotations, firstRows: firstRows, pictures: files.pictures,
                look: { list throws(Fault) in try looker.look(at: list) },
                note: { group, list throws(Fault) in try references?.append(group, list) })
            try rows.checkUnchanged(rows.rows)
            try rows.checkUnchanged(rows.refused)
            splits.append(
                CatalogSplit(
                    name: name, content: .files(rows), rejects: rejects, warnings: warnings))
        }
        return splits
    }

    /// Keeps what is to be kept of a row.
    private mutating func note(
        _ place: RowPlace, _ content: Result<SourceRecord, Refusal>, _ file: SplitFile,
        number: Int, _ parts: SplitParts, _ planned: inout PlannedRows
    ) throws(Fault) {
        guard case .success(let record) = content else {
            var row = CatalogRow(place: place, mark: .refused)
            // By itself, such a row could be read.
            if case .failure(let refusal) = content, refusal.reason == Refusal.duplicateName {
                row.mark = .duplicateName
            }
            return try planned.append(
                PlannedRow(row: row, content: file.key(of: place, salt: "unread", hash)))
        }
        for variant in shaper.variants.indices {
            switch mapped(record, parts, number: number, variant: variant) {
            case .success(let found):
                let row = CatalogRow(place: place, variant: variant, mark: .plain)
                let salt = "\(row.mark.rawValue):\(variant):\(found.id)"
                var next = PlannedRow(row: row, content: file.key(of: place, salt: salt, hash))
                next.part = UInt16(clamping: found.part)
                next.name = PictureReference.key(of: found.pictures, hash)
                if found.isGiven {
                    next.id = hash.key(of: found.id)
                    let qualified = "\(parts.names[found.part])/\(found.id)"
                    if ids.isUsed { next.qualifiedID = hash.key(of: qualified) }
                }
                try planned.append(next, PicturePaths(found.pictures))
            case .failure:
                let row = CatalogRow(place: place, variant: variant, mark: .refused)
                let content = file.key(of: place, salt: "\(variant)", hash)
                try planned.append(PlannedRow(row: row, content: content))
            }
        }
    }

    /// What of a row decides where it goes.
    private struct Mapped {
        var id: String
        /// Whether the source gives the id.
        var isGiven: Bool
        var pictures: [PictureReference]
        /// Which part of its split it goes to.
        var part: Int
    }

    private mutating func mapped(
        _ record: SourceRecord, _ parts: SplitParts, number: Int, variant: Int
    ) -> Result<Mapped, Refusal> {
        do throws(Refusal) {
            if variant == 0 { presence.note(record) }
            let shaped = try shaper.shaped(record, variant: variant)
            presence.noteCapability(shaped)
            let given = try mapper.id(of: shaped)
            let pictures = try mapper.pictures(of: shaped)
            let part = parts.part(of: pictures, hash)
            let id =
                given
                ?? RowMapper.madeID(
                    parts.names[part], number, variant, of: shaper.variants.count)
            return .success(
                Mapped(id: id, isGiven: given != nil, pictures: pictures, part: part))
        } catch {
            return .failure(error)
        }
    }
}
