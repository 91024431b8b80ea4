import Manifests
import Records
import Storage

/// What a split of files is read from: its annotation files, opened, and where its pictures lie.
struct SplitFiles: Sendable {
    /// The annotation files, in order.
    private(set) var annotations: [SplitFile] = []
    /// Where the pictures lie.
    let place: PicturePlace
    /// The pictures, opened.
    let pictures: PictureSource
    /// The files that were refused as a whole.
    private(set) var rejects: [Reject] = []
    /// What a reader of the report should know.
    private(set) var warnings: [String] = []
    /// The first of the tables that were refused because their headers lack a column.
    private(set) var missingColumn: (column: MissingColumn, file: String)?

    /// Opens the files of a split.
    ///
    /// - Throws: a `Fault` where a file is not there or leaves the data root, or the folder or archive
    ///   of pictures cannot be opened.
    init(
        _ split: DatasetSplit, of dataset: DatasetSpecification, access: SourceAccess
    ) throws(Fault) {
        place = try PicturePlace(split, of: dataset)
        pictures = try PictureSource(place, access: access)
        if dataset.format == .pictures {
            try openPictures(split, of: dataset)
        } else if case .archive(let archive, _) = pictures, let name = split.archive {
            try open(split, in: archive, named: name, of: dataset)
        } else {
            try openFiles(try SplitPaths(split, of: dataset), of: dataset, access)
        }
    }

    /// Opens annotations that are files.
    private mutating func openFiles(
        _ paths: SplitPaths, of dataset: DatasetSpecification, _ access: SourceAccess
    ) throws(Fault) {
        for (pattern, refusal) in paths.refusals {
            refuse(pattern, refusal, dataset)
        }
        if dataset.format == .object { return try openObjects(paths.files, access.identity) }
        for file in paths.files {
            try open(file, of: dataset, access)
        }
    }

    /// Opens a file; one that is compressed is unpacked first, and kept.
    private mutating func open(
        _ file: SplitPaths.File, of dataset: DatasetSpecification, _ access: SourceAccess
    ) throws(Fault) {
        let map = try MappedFile(file.path)
        let source = ByteSlice(map, 0..<map.count)
        let identity = try access.identity.bytes(of: file.path)
        guard let kind = ArchiveKind(of: source), kind.isFilter else {
            return try open(source, path: file.path, as: file.name, of: dataset, identity)
        }
        let spool = UnpackedFile(file.path, identity: identity, cacheFolder: access.cacheFolder)
        switch spool.open(source) {
        case .success(let unpacked):
            let name = UnpackedFile.name(of: file.name)
            try open(unpacked, path: spool.path, as: name, of: dataset, identity)
        case .failure(let problem):
            if let fault = problem.fault { throw fault }
            refuse(file.name, Refusal(problem.reason.rawValue, problem.detail), dataset)
        }
    }

    private mutating func refuse(
        _ name: String, _ refusal: Refusal, _ dataset: DatasetSpecification
    ) {
        if let column = refusal.missingColumn { missingColumn = missingColumn ?? (column, name) }
        rejects.append(RowOrigin(file: name).reject(refusal, source: dataset.name))
        warnings.append("`\(name)` was refused as a whole: \(refusal.detail)")
    }

    /// Opens annotations that lie in the archive of the pictures.
    private mutating func open(
        _ split: DatasetSplit, in archive: OpenArchive, named name: String,
        of dataset: DatasetSpecification
    ) throws(Fault) {
        for pattern in split.annotations {
            let wanted = PathPattern.isPattern(pattern) ? PathPattern(pattern) : nil
            let entries = archive.index.entries.filter { entry in
                wanted?.matches(entry.name) ?? entry.nameBytes.elementsEqual(pattern.utf8)
            }
            guard !entries.isEmpty else {
                throw Fault(
                    .badInput,
                    "data set `\(dataset.name)`: the archive `\(name)` has no file `\(pattern)`",
                    location: dataset.locations["splits.\(split.name).annotations"])
            }
            guard dataset.format == .object else {
                for entry in entries {
                    try open(archive.bytes(of: entry), path: nil, as: entry.name, of: dataset, [])
                }
                continue
            }
            let names = entries.map(\.name)
            let rows = AnnotationFile(objects: names, index: annotations.count) {
                number throws(Refusal) in archive.bytes(of: entries[number])
            }
            let hasher = KeyHasher()
            let keys = entries.map { entry in
                hasher.update(archive.bytes(of: entry))
                return hasher.key()
            }
            annotations.append(
                SplitFile(name: name, rows: rows, rowNames: names, rowKeys: keys))
        }
    }

    /// Opens files of which each is one row.
    private mutating func openObjects(
        _ files: [SplitPaths.File], _ identity: FileIdentity
    ) throws(Fault) {
        guard let first = files.first else { return }
        let paths = files.map(\.path)
        let rowFiles = RowFiles(paths)
        let rows = AnnotationFile(objects: files.map(\.name), index: 0) {
            number throws(Refusal) in
            do throws(Fault) {
                let map = try MappedFile(paths[number])
                return ByteSlice(map, 0..<map.count)
            } catch {
                throw Refusal(.unreadable, error.description)
            }
        }
        let hasher = KeyHasher()
        var keys: [Key128] = []
        for path in paths {
            hasher.update(try identity.bytes(of: path))
            keys.append(hasher.key())
        }
        annotations.append(
            SplitFile(
                name: first.name, rows: rows, rowNames: files.map(\.name), rowKeys: keys,
                rowFiles: rowFiles))
    }

    /// Takes the pictures themselves for rows.
    private mutating func openPictures(
        _ split: DatasetSplit, of dataset: DatasetSpecification
    ) throws(Fault) {
        var paths: [String] = []
        switch pictures {
        case .folder(let root, let folder, _):
            for pattern in split.annotations {
                // What leads out of the root is the picture's reject, not the data set's end.
                let found = try PathGlob(pattern).matches(
                    under: "\(root)/\(folder)", isInside: false)
                paths += found.files
                for (name, refusal) in found.refused { refuse(name, refusal, dataset) }
            }
        case .archive(let archive, _):
            let patterns = split.annotations.map { PathPattern($0) }
            paths = archive.index.entries.map(\.name).filter { name in
                patterns.contains { $0.matches(name) }
            }
        }
        annotations.append(
            SplitFile(
                name: split.archive ?? split.images,
                rows: AnnotationFile(pictures: paths, index: 0), rowNames: paths))
    }

    /// What the archive of pictures has to say, if they lie in one.
    func archiveReport(_ split: DatasetSplit, source: String) -> (
        rejects: [Reject], warnings: [String]
    ) {
        guard case .archive(let archive, _) = pictures else { return ([], []) }
        let name = split.archive ?? split.images
        return (archive.rejects(of: name, source: source), archive.warnings(of: name))
    }

    private mutating func open(
        _ source: ByteSlice, path: String?, as name: String, of dataset: DatasetSpecification,
        _ identity: [UInt8]
    ) throws(Fault) {
        let reader = AnnotationReader(
            format: dataset.format, rows: dataset.rows,
            requiredFields: dataset.requiredFields)
        do throws(Refusal) {
            let rows = try AnnotationFile(
                source, path: path, name: name, index: annotations.count,
                reader: reader)
            warnings += rows.warnings
            annotations.append(
                SplitFile(name: name, rows: rows, source: source, identity: identity))
        } catch {
            refuse(name, error, dataset)
        }
    }
}
