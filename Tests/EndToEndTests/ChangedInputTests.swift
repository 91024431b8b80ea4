import Engine
import Records
import Glibc
import Storage
import Testing

extension EndToEnd {
    /// What a source file says decides what is done again; when it was written does not.
    @Suite struct ChangedInputTests {
        /// The stages of the last session by what became of them.
        private static func stages(
            _ kind: Event.Kind, _ workspace: WorkspaceView
        ) throws -> [String] {
            try workspace.lastSession("boards").filter { $0.kind == kind }.compactMap(\.stage)
        }

        private static let all = SmallRepository.stages.filter { $0 != "alignment" }

        @Test func `a touched source runs nothing, a changed byte everything`() async throws {
            let repository = try SmallRepository()
            try ColourBoards.add(to: repository)
            let workspace = repository.workspace()
            let first = try await repository.pipeline("run", ColourBoards.manifest)
            #expect(first.status == 0, "\(first.errors)")
            #expect(try ChangedInputTests.stages(.stageFinished, workspace) == Self.all)
            let digests = workspace.digests

            for path in [ColourBoards.annotations, "data/boards/train-3.png"] {
                let file = "\(repository.root)/\(path)"
                let before = try #require(try FileSystem.status(file)).modified
                #expect(utimes(file, nil) == 0)
                #expect(try #require(try FileSystem.status(file)).modified != before)
            }
            let touched = try await repository.pipeline("run", ColourBoards.manifest)
            #expect(touched.status == 0, "\(touched.errors)")
            #expect(try ChangedInputTests.stages(.stageCached, workspace) == Self.all)
            #expect(workspace.digests == digests)

            try repository.replace(
                #""id": "train7", "image": "train-7.png", "question": "what colour is it""#,
                with: #""id": "train7", "image": "train-7.png", "question": "what colour is id""#,
                in: ColourBoards.annotations)
            let plan = try await repository.pipeline("plan", ColourBoards.manifest)
            #expect(plan.output.contains("\(Self.all.count) stages will run"), "\(plan.output)")
            let changed = try await repository.pipeline("run", ColourBoards.manifest)
            #expect(changed.status == 0, "\(changed.errors)")
            #expect(try ChangedInputTests.stages(.stageFinished, workspace) == Self.all)
            try workspace.expectSound(after: "boards")
        }

        @Test func `one damaged picture is rejected by name, and only that one`() async throws {
            let repository = try SmallRepository()
            try ColourBoards.add(to: repository)
            let workspace = repository.workspace()
            #expect(try await repository.pipeline("run", ColourBoards.manifest).status == 0)
            #expect(try workspace.receipt("ingest", run: "boards").accounting.outputs == 30)

            let picture = "\(repository.root)/data/boards/train-3.png"
            var bytes = try FileSystem.read(picture)
            bytes[bytes.count / 2] ^= 0x10
            try FileSystem.write(bytes, to: picture)
            let end = try await repository.pipeline("run", ColourBoards.manifest)
            #expect(end.status == 0, "\(end.errors)")
            #expect(try ChangedInputTests.stages(.stageFinished, workspace) == Self.all)
            let receipt = try workspace.receipt("ingest", run: "boards")
            #expect(receipt.accounting.inputs == 30)
            #expect(receipt.accounting.outputs == 29)
            #expect(receipt.accounting.rejects.values.reduce(0, +) == 1)
            let rejects = try ParquetTableReader.read(
                Reject.self,
                from: "\(workspace.stage("ingest", run: "boards"))/rejects.parquet")
            #expect(rejects.map(\.id) == ["train3"], "\(rejects)")
        }

        @Test func `a recipe with keywords on data without them is told before anything runs`()
            async throws
        {
            let repository = try SmallRepository()
            try ColourBoards.add(to: repository)
            let text = try repository.read(ColourBoards.manifest)
            let keyed = "reward: {accuracy: 0.5, keywords: 0.5, alignment: 0, format: 0, length: 0}"
            let plain = "reward: {accuracy: 0.9, format: 0.1, keywords: 0, alignment: 0, length: 0}"
            let place = try #require(text.split(separator: plain).first)
            try repository.write(
                String(place) + keyed + text.dropFirst(place.count + plain.count),
                to: ColourBoards.manifest)
            let end = try await repository.pipeline("run", ColourBoards.manifest)
            #expect(end.status == 65, "\(end.errors)")
            for words in [
                "manifests/boards.yaml:20:39", "`reward.keywords` of the stage `coarse`",
                "map `columns.keywords`, or set `reward.keywords: 0`", "nothing was run",
            ] {
                #expect(end.errors.contains(words), "\(end.errors)")
            }
        }
    }
}
