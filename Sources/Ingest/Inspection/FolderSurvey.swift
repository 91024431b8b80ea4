import Records
import Storage

/// What lies beneath a folder. Links are counted and not followed; folders whose names begin with a
/// dot are not entered.
struct FolderSurvey {
    /// A file by its path from the folder.
    struct File {
        var name: String
        var byteCount: Int
    }

    /// Files that are parts of one table.
    struct FileSet {
        /// Their names, with a star for the number.
        var name: String
        /// How many there should be.
        var count: Int
        /// The numbers of those that are there.
        var numbers: Set<Int> = []

        /// The first numbers that are not there. A name may claim any count.
        func missing(atMost limit: Int) -> [Int] {
            var found: [Int] = []
            var number = 0
            while number < count, found.count < limit {
                if !numbers.contains(number) { found.append(number) }
                number += 1
            }
            return found
        }
    }

    private(set) var fileCount = 0
    private(set) var folderCount = 0
    private(set) var linkCount = 0
    private(set) var otherCount = 0
    private(set) var byteCount = 0
    private(set) var extensions = NameTally()
    /// Files that may hold rows.
    private(set) var annotations: [File] = []
    /// Archives.
    private(set) var archives: [File] = []
    /// Files of one table.
    private(set) var sets: [FileSet] = []
    /// Folders that cannot be listed.
    private(set) var unreadable: [String] = []
    /// Whether all entries were looked at.
    private(set) var isWhole = true
    private var setPlaces: [[UInt8]: Int] = [:]
    private var entryCount = 0

    /// So many entries are looked at.
    static let mostEntries = 50_000
    /// So many files of a kind are named.
    private static let mostNamed = 1000
    private static let annotationEndings = [
        "json", "jsonl", "ndjson", "csv", "tsv", "parquet", "json.gz", "jsonl.gz", "arrow",
    ]
    private static let archiveEndings = [
        "tar", "zip", "tgz", "tar.gz", "tar.zst", "tar.xz", "tar.bz2", "tar.lz4", "gz", "zst", "xz",
    ]

    /// Looks through a folder, the nearest entries first.
    ///
    /// - Throws: a `Fault` where the folder itself cannot be listed.
    init(_ path: String) throws(Fault) {
        var folders = [""]
        var next = 0
        while next < folders.count, isWhole {
            let folder = folders[next]
            next += 1
            do throws(Fault) {
                let scan = try FileSystem.scan(
                    folder.isEmpty ? path : "\(path)/\(folder)",
                    limit: FolderSurvey.mostEntries - entryCount)
                isWhole = scan.isWhole
                entryCount += scan.entries.count
                for entry in scan.entries { add(entry, in: folder, &folders) }
            } catch {
                guard !folder.isEmpty else { throw error }
                unreadable.append(folder)
            }
        }
    }

    private mutating func add(_ entry: FolderEntry, in folder: String, _ folders: inout [String]) {
        let name = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
        switch entry.status.kind {
        case .folder:
            folderCount += 1
            if entry.nameBytes.first != UInt8(ascii: ".") { folders.append(name) }
        case .link: linkCount += 1
        case .other: otherCount += 1
        case .file: add(entry, name)
        }
    }

    private mutating func add(_ entry: FolderEntry, _ name: String) {
        fileCount += 1
        let size = entry.status.byteCount
        let sum = byteCount.addingReportingOverflow(size)
        byteCount = sum.overflow ? .max : sum.partialValue
        let ending = Inspector.fileExtension(of: entry.nameBytes)
        extensions.add(ending, byteCount: size)
        let file = File(name: name, byteCount: size)
        if FolderSurvey.annotationEndings.contains(ending) {
            if annotations.count < FolderSurvey.mostNamed { annotations.append(file) }
        } else if FolderSurvey.archiveEndings.contains(ending) {
            if archives.count < FolderSurvey.mostNamed { archives.append(file) }
        }
        if sets.count < FolderSurvey.mostNamed, let part = ShardName(name) { add(part) }
    }

    private mutating func add(_ part: ShardName) {
        let name = "\(part.prefix)-*-of-\(part.total)\(part.suffix)"
        let place = setPlaces[Array(name.utf8)] ?? sets.count
        if place == sets.count {
            setPlaces[Array(name.utf8)] = place
            sets.append(FileSet(name: name, count: part.count))
        }
        sets[place].numbers.insert(part.number)
    }
}
