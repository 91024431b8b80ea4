import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What of an ingest stays when its source changes.
@Suite struct IncrementalTests {
    /// A source of rows with ids, each about a picture of its own.
    private struct Source {
        let folder: TemporaryFolder
        var rows: [Int]

        init(_ count: Int) throws {
            folder = try TemporaryFolder()
            rows = Array(0..<count)
            for number in 0...count { try folder.write(Fixture.png(number), to: "\(number).png") }
            try write()
        }

        func write(answer: [Int: String] = [:]) throws {
            let text = rows.map { number in
                #"{"id": \#(number), "problem": "what?", "answer": "\#(answer[number] ?? "a")", "#
                    + #""images": "\#(number).png"}"# + "\n"
            }
            try folder.write(text.joined(), to: "train.jsonl")
        }

        /// What stands for each unit.
        func identities() throws -> [Digest] {
            var settings = IngestSettings()
            settings.shardSamples = 40
            let dataset = try Fixture.dataset(root: folder.path)
            return try Fixture.ingestion([dataset], settings).plan().map(\.identity)
        }
    }

    @Test func `a changed row changes one unit`() throws {
        let source = try Source(200)
        let before = try source.identities()
        #expect(before.count >= 5)
        try source.write(answer: [100: "b"])
        let after = try source.identities()
        #expect(zip(before, after).count { $0 != $1 } == 1)
        #expect(before.count == after.count)
    }

    @Test func `a changed picture changes one unit`() throws {
        let source = try Source(200)
        let before = try source.identities()
        try source.folder.write(Fixture.png(999), to: "7.png")
        let after = try source.identities()
        #expect(zip(before, after).count { $0 != $1 } == 1)
    }

    @Test func `rows at the end change the last unit`() throws {
        var source = try Source(200)
        let before = try source.identities()
        source.rows.append(200)
        try source.write()
        let after = try source.identities()
        #expect(Array(after.prefix(before.count - 1)) == Array(before.dropLast()))
    }

    @Test func `a row that goes leaves most units as they were`() throws {
        var source = try Source(200)
        let before = Set(try source.identities())
        source.rows.remove(at: 3)
        try source.write()
        let after = try source.identities()
        #expect(after.contains { before.contains($0) })
    }

    @Test func `a unit writes the same wherever it stands`() throws {
        var source = try Source(120)
        let first = try IngestRun([try Fixture.dataset(root: source.folder.path)])
        source.rows = [120] + source.rows
        try source.write()
        let second = try IngestRun([try Fixture.dataset(root: source.folder.path)])
        // Lineage follows the rows to where they stand now.
        #expect(first.lineage.map(\.row) == Array(0..<120))
        #expect(second.lineage.map(\.row) == Array(0..<121))
        #expect(second.lineage.first?.id == "120")
    }
}
