import Glibc
import Images
import Records
import Storage
import Testing

extension EndToEnd {
    /// `pipeline ingest`, killed and run again, with any number of jobs.
    @Suite struct IngestCommandTests {
        /// A data set of 600 pictures, one of which is none.
        private static func repository() throws -> SmallRepository {
            let repository = try SmallRepository()
            for number in 0..<600 {
                var generator = CounterGenerator(Seed(UInt64(number)))
                let pixels = (0..<(3 * 40 * 40)).map { _ in
                    UInt8(truncatingIfNeeded: generator.next())
                }
                try repository.write(
                    bytes: PixelImage(width: 40, height: 40, pixels: pixels).png(),
                    to: "data/many/\(number).png")
            }
            try repository.write("no picture", to: "data/many/300.png")
            try write(rows: Array(0..<600), to: repository)
            try repository.write(
                """
                name: many
                licence: CC0
                root: ../data/many
                splits: {train: {annotations: rows.jsonl}}
                columns: {id: id, question: q, answer: a, images: i}
                capability: {constant: fine}
                """, to: "datasets/many.yaml")
            return repository
        }

        private static func write(rows: [Int], to repository: SmallRepository) throws {
            let lines = rows.map {
                #"{"id": \#($0), "q": "what?", "a": "\#($0)", "i": "\#($0).png"}"#
            }
            try repository.write(
                lines.joined(separator: "\n"), to: "data/many/rows.jsonl")
        }

        private static func arguments(_ output: String, jobs: Int) -> [String] {
            [
                "ingest", "datasets/many.yaml", "--out", output, "--shard-samples", "50", "--jobs",
                "\(jobs)", "--quiet",
            ]
        }

        /// The digests of what lies in an output folder, by path, the workspace left out.
        private static func digests(_ folder: String) throws -> [String: Digest] {
            var result: [String: Digest] = [:]
            for file in Tree.files(under: folder) where !file.hasPrefix(".pipeline/") {
                result[file] = try SHA256.digest(ofFile: "\(folder)/\(file)")
            }
            return result
        }

        @Test func `one, two and seven jobs give the same bytes, and a kill changes nothing`()
            async throws
        {
            let repository = try Self.repository()
            var expected: [String: Digest] = [:]
            for jobs in [1, 2, 7] {
                let end = try await repository.start(Self.arguments("out-\(jobs)", jobs: jobs))
                    .wait()
                // Seven may be more than the processors here allow.
                if jobs == 7, end.status == 64 { continue }
                try #require(end.status == 0, "\(end.errors)")
                #expect(end.output.contains("600 inputs = 599 questions + 1 rejects"))
                #expect(end.output.contains("1 not_an_image"))
                let found = try Self.digests("\(repository.root)/out-\(jobs)")
                if expected.isEmpty { expected = found }
                #expect(found == expected, "\(jobs) jobs")
            }
            #expect(expected.count > 20)
            var generator = CounterGenerator(Seed(5))
            var kills = 0
            for _ in 0..<40 where kills < 8 {
                let process = try repository.start(Self.arguments("killed", jobs: 2))
                // The moment is the point here; there is no condition to wait for.
                try await Task.sleep(for: .milliseconds(generator.index(below: 120)))
                process.signal(SIGKILL)
                if try await process.wait().status != 0 {
                    kills += 1
                } else {
                    try FileSystem.remove("\(repository.root)/killed")
                }
            }
            #expect(kills == 8)
            let end = try await repository.start(Self.arguments("killed", jobs: 2)).wait()
            try #require(end.status == 0, "\(end.errors)")
            #expect(try Self.digests("\(repository.root)/killed") == expected)
        }

        @Test func `a changed source rewrites only the shards whose rows changed`() async throws {
            let repository = try Self.repository()
            let arguments = Self.arguments("out", jobs: 2)
            try #require(try await repository.start(arguments).wait().status == 0)
            let before = try Self.digests("\(repository.root)/out")
            // The first row goes: all others keep their ids, and stand somewhere else.
            try Self.write(rows: Array(1..<600), to: repository)
            let end = try await repository.start(arguments).wait()
            try #require(end.status == 0, "\(end.errors)")
            let after = try Self.digests("\(repository.root)/out")
            let tars = after.filter { $0.key.hasSuffix(".tar") }
            let kept = tars.count { tar in before.values.contains(tar.value) }
            #expect(kept >= tars.count / 2, "\(kept) of \(tars.count)")
        }

        @Test func `a folder that is somebody else's is left alone`() async throws {
            let repository = try Self.repository()
            try repository.write("mine", to: "out/index/mine.txt")
            let end = try await repository.start(Self.arguments("out", jobs: 2)).wait()
            #expect(end.status == 73)
            #expect(end.errors.contains("was not written by an ingest"))
            #expect(try repository.read("out/index/mine.txt") == "mine")
            #expect(try FileSystem.list("\(repository.root)/out") == ["index"])
        }

        @Test func `a folder of another data set is left alone`() async throws {
            let repository = try Self.repository()
            let first = try await repository.start(Self.arguments("out", jobs: 2)).wait()
            try #require(first.status == 0, "\(first.errors)")
            let before = try Self.digests("\(repository.root)/out")
            let text = try repository.read("datasets/many.yaml")
            try repository.write(
                text.replacing("name: many", with: "name: other"), to: "datasets/other.yaml")
            let end = try await repository.pipeline(
                "ingest", "datasets/other.yaml", "--out", "out")
            #expect(end.status == 73)
            #expect(end.errors.contains("holds the data set `many`, not `other`"))
            #expect(try Self.digests("\(repository.root)/out") == before)
        }

        @Test func `data in place of a data set's YAML are told apart`() async throws {
            let repository = try Self.repository()
            for source in ["data/many", "data/many/rows.jsonl", "data/many/1.png"] {
                let end = try await repository.pipeline("ingest", source, "--out", "out")
                #expect(end.status == 64, "\(source)")
                #expect(end.errors.contains("--from \(source)"), "\(end.errors)")
            }
            #expect(try FileSystem.status("\(repository.root)/out") == nil)
        }

        @Test func `a split of which nothing is left ends with 65, and its rejects are listed`()
            async throws
        {
            let repository = try Self.repository()
            for number in 0..<600 {
                try FileSystem.remove("\(repository.root)/data/many/\(number).png")
            }
            let end = try await repository.start(Self.arguments("out", jobs: 2)).wait()
            #expect(end.status == 65)
            #expect(end.output.contains("600 inputs = 0 questions + 600 rejects"))
            #expect(
                end.errors.contains("`train`: 0 questions of 600 inputs (600 missing_image)"),
                "\(end.errors)")
            #expect(end.errors.contains("pipeline rejects out"))

            let list = try await repository.pipeline("rejects", "out", "--limit", "2")
            #expect(list.status == 0, "\(list.errors)")
            let lines = list.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 5, "\(list.output)")
            #expect(lines[0] == "out: 600 rejects: 600 missing_image")
            #expect(lines[2].hasPrefix("rows.jsonl:1  0   missing_image  "), "\(lines[2])")
            #expect(lines[3].hasPrefix("rows.jsonl:2  1   missing_image  "), "\(lines[3])")
            #expect(lines[4] == "and 598 more: --limit 0 shows all")

            let table = try await repository.pipeline("rejects", "out", "--csv")
            #expect(table.output.split(separator: "\n").count == 601)
            #expect(table.output.hasPrefix("table,source,file,line,row,position,entry,id,"))
            let none = try await repository.pipeline(
                "rejects", "out", "--reason", "bad_json", "--json")
            let value = try JSONReader.parse(Array(none.output.utf8), file: "output")
            #expect(value["rejects"]?.arrayValue?.count == 0)
            #expect(
                value["tables"]?.arrayValue?.first?["reasons"]?["missing_image"]?.integerValue
                    == 600)
        }

        @Test func `json ends with the accounting`() async throws {
            let repository = try Self.repository()
            let end = try await repository.pipeline(
                "ingest", "datasets/many.yaml", "--out", "out", "--json")
            try #require(end.status == 0, "\(end.errors)")
            let last = try #require(end.output.split(separator: "\n").last)
            let value = try JSONReader.parse(Array(last.utf8), file: "output")
            #expect(value["accounting"]?["rejects"]?["not_an_image"]?.integerValue == 1)
            #expect(value["ingest"]?["pictures"]?.integerValue == 599)

            let whole = try await repository.pipeline("inspect", "out")
            #expect(whole.status == 0 && !whole.output.contains("not there"), "\(whole.output)")
            let shards = try FileSystem.list("\(repository.root)/out/shards").sorted()
            let shard = try #require(shards.first { $0.hasSuffix(".tar") })
            try FileSystem.remove("\(repository.root)/out/shards/\(shard)")
            let torn = try await repository.pipeline("inspect", "out")
            #expect(torn.output.contains("1 shards are not there"), "\(torn.output)")
        }
    }
}
