import Manifests
import Records
import Storage
import TestSupport

@testable import Ingest

/// A whole ingest into a folder of its own.
struct IngestRun {
    let folder: TemporaryFolder
    let units: [IngestUnit]
    let summary: IngestSummary
    let questions: [Question]
    let rejects: [Reject]
    let lineage: [Lineage]

    /// Plans, runs every unit from its payload in the given order, and merges.
    init(
        _ datasets: [DatasetSpecification], settings: IngestSettings = IngestSettings(),
        memoryLimit: Int = SpillSpace.usualMemoryLimit,
        order: ([IngestUnit]) -> [IngestUnit] = { $0 }
    ) throws {
        folder = try TemporaryFolder()
        let ingestion = Fixture.ingestion(
            datasets, settings, cache: folder.path + "/cache", memoryLimit: memoryLimit)
        units = try ingestion.plan()
        var done: [(unit: IngestUnit, folder: String)] = []
        for unit in order(units) {
            let again = try ingestion.unit(unit.payload)
            let place = "\(folder.path)/units/\(unit.name)"
            _ = try ingestion.run(again, into: place)
            done.append((again, place))
        }
        summary = try ingestion.merge(done, into: folder.path + "/merged")
        questions = try TableReader.read(
            Question.self, from: folder.path + "/merged/questions.jsonl")
        rejects = try ParquetTableReader.read(
            Reject.self, from: folder.path + "/merged/rejects.parquet")
        lineage = try ParquetTableReader.read(
            Lineage.self, from: folder.path + "/merged/lineage.parquet")
    }

    /// The reasons of the rejects by row, where the rows of one file are asked for.
    var reasons: [String] { rejects.map(\.reason) }

    /// The digest of everything merged: names and bytes.
    func digest() throws -> Digest {
        var hash = SHA256()
        for name in try IngestRun.files(below: folder.path + "/merged") {
            hash.update(name)
            hash.update(try FileSystem.read(folder.path + "/merged/" + name))
        }
        return hash.finalize()
    }

    private static func files(below root: String, _ path: String = "") throws -> [String] {
        var names: [String] = []
        for name in try FileSystem.list(root + "/" + path) {
            let inside = path.isEmpty ? name : path + "/" + name
            if try FileSystem.status(root + "/" + inside)?.kind == .folder {
                names += try files(below: root, inside)
            } else {
                names.append(inside)
            }
        }
        return names
    }
}
