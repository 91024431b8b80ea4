import Records
import Storage

/// Tells what lies in a folder and beneath it, up to a bound.
enum FolderInspection {
    /// So many files of a kind are named, and so many annotation files looked into.
    private static let mostNamed = 20

    static func inspect(_ path: String) throws(Fault) -> Inspection {
        var inspection = Inspection(path, kind: "folder")
        let survey = try FolderSurvey(path)
        inspection.add("files", survey.fileCount)
        inspection.add("folders", survey.folderCount)
        inspection.add("total_bytes", survey.byteCount)
        if survey.linkCount > 0 { inspection.add("links", survey.linkCount) }
        if survey.otherCount > 0 { inspection.add("devices_and_pipes", survey.otherCount) }
        if !survey.isWhole {
            inspection.add("seen_whole", false)
            inspection.remarks.append(
                "only \(Number.grouped(FolderSurvey.mostEntries)) entries were looked at; there are "
                    + "more")
        }
        if !survey.unreadable.isEmpty {
            inspection.remarks.append(
                "\(survey.unreadable.count) folders cannot be read, the first is "
                    + "`\(survey.unreadable[0])`")
        }
        addShards(path, to: &inspection)
        inspection.add("extensions", ["extension", "files", "bytes"], survey.extensions.rows)
        addSets(survey.sets, to: &inspection)
        inspection.add(
            "annotations", ["name", "bytes", "rows"],
            survey.annotations.enumerated().map { number, file in
                let rows = number < mostNamed ? rowCount(of: "\(path)/\(file.name)") : nil
                return [
                    .string(file.name), .integer(file.byteCount),
                    rows.map { .integer($0) } ?? .null,
                ]
            }, limit: mostNamed)
        inspection.add(
            "archives", ["name", "bytes"],
            survey.archives.map { [.string($0.name), .integer($0.byteCount)] }, limit: mostNamed)
        addDataset(survey, to: &inspection)
        return inspection
    }

    /// Shows how a data set of the folder could begin: its splits by the names of the files, columns by
    /// the rows of one.
    private static func addDataset(_ survey: FolderSurvey, to inspection: inout Inspection) {
        // What an ingest wrote is questions already.
        guard !inspection.facts.contains(where: { $0.name == "shards" }) else { return }
        let path = inspection.path
        let rows = survey.annotations.isEmpty ? survey.archives : survey.annotations
        let found = FolderSplits(rows.map(\.name))
        guard let file = found.files.first?.first,
            let first = try? Inspector.inspect("\(path)/\(file)", rows: 1, picturesBelow: path),
            first.refusal == nil, var snippet = first.snippet
        else { return }
        snippet.root = path
        snippet.others = found.others
        snippet.splits = found.splits
        if let pictures = snippet.pictures {
            for (index, files) in found.files.enumerated() {
                snippet.splits[index].images = folder(
                    of: pictures, in: path, from: files[0], besides: file)
            }
        }
        inspection.snippet = snippet
    }

    /// Where the pictures of a split lie, from the folder; nothing if in the folder itself.
    ///
    /// - Parameters:
    ///   - pictures: where those of the first split were found.
    ///   - file: an annotation file of the split.
    ///   - first: the annotation file of which the pictures were looked for.
    private static func folder(
        of pictures: PictureSearch.Found, in path: String, from file: String, besides first: String
    ) -> String? {
        guard pictures.root != path else {
            return pictures.folder.isEmpty ? nil : pictures.folder
        }
        // Each split may have a folder of its own, with pictures as the first one has them.
        for base in [FolderSplits.folder(of: file), FolderSplits.folder(of: first)] {
            var place = base + pictures.folder
            if place.hasSuffix("/") { place.removeLast() }
            guard !place.isEmpty else { return nil }
            if (try? FileSystem.status("\(path)/\(place)"))?.kind == .folder { return place }
        }
        return nil
    }

    /// How many rows a Parquet file says it has.
    private static func rowCount(of path: String) -> Int? {
        guard path.hasSuffix(".parquet") else { return nil }
        return (try? ParquetFile(path))?.rowCount
    }

    /// Tells of shards that were written here.
    private static func addShards(_ path: String, to inspection: inout Inspection) {
        let index = "\(path)/index/questions.idx"
        guard let status = try? FileSystem.status(index), status.kind == .file else { return }
        do throws(Fault) {
            let file = try QuestionIndexFile(index)
            IndexInspection.add(file, to: &inspection)
            var missing = 0
            for number in 0..<min(file.shardCount, 1000) {
                let name = try file.name(ofShard: number)
                if try FileSystem.status("\(path)/shards/\(name).tar") == nil { missing += 1 }
            }
            if missing > 0 { inspection.remarks.append("\(missing) shards are not there") }
            inspection.remarks.append("the folder is the result of an ingest")
        } catch {
            inspection.refuse("damaged_index", error.message)
        }
    }

    private static func addSets(_ sets: [FolderSurvey.FileSet], to inspection: inout Inspection) {
        inspection.add(
            "sets", ["name", "found", "of", "complete", "missing"],
            sets.map { set in
                let missing = set.missing(atMost: 5)
                return [
                    .string(set.name), .integer(set.numbers.count), .integer(set.count),
                    .bool(missing.isEmpty), .array(missing.map { .integer($0) }),
                ]
            })
        let broken = sets.count { !$0.missing(atMost: 1).isEmpty }
        if broken > 0 {
            inspection.remarks.append(
                "\(broken) \(broken == 1 ? "set lacks" : "sets lack") parts: an ingest refuses that"
            )
        }
    }
}
