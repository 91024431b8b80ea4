import Records
import Testing

@testable import Manifests

@Suite struct LockedManifestTests {
    private func root(_ run: RunSpecification) throws -> YAMLNode {
        let document = YAMLDocument(Array(run.lockedYAML.utf8), file: "lock")
        #expect(document.faults == [])
        return try #require(document.root)
    }

    @Test func theSameRunGivesTheSameBytes() throws {
        let fixture = try RepositoryFixture()
        let one = try fixture.load()
        let two = try fixture.load()
        #expect(one.lockedYAML == two.lockedYAML)
        let other = try fixture.load("manifests/run.yaml", [("seed", "1")])
        #expect(other.lockedYAML != one.lockedYAML)
    }

    @Test func holdsEveryStageSoThatItReadsBackToTheSame() throws {
        let run = try RepositoryFixture().load(
            "manifests/run.yaml",
            [("stages.coarse.steps", "3"), ("description", "no: 'yes' # \"x\"\u{7}")])
        let lock = try root(run)
        let pipeline = try #require(lock["pipeline"])
        var decoding = Decoding()
        let document = try #require(
            PipelineDocument.schema.decode(pipeline, "", &decoding))
        let stages = StageReader(document.stages, under: [])
        #expect(decoding.faults + stages.faults == [])
        let read = stages.outlines.compactMap(\.specification)
        #expect(read.map(\.settings) == run.stages.map(\.settings))
        #expect(read.map(\.parameters) == run.stages.map(\.parameters))
    }

    @Test func holdsTheManifestAndTheDataSetsSoThatTheyReadBackToTheSame() throws {
        let fixture = try RepositoryFixture([
            "datasets/files.yaml": RepositoryFixture.files,
            "manifests/run.yaml": """
            name: q
            description: "no: 'yes' # \\"x\\"\\a é"
            pipeline: small
            datasets: [files, shapes]
            data_root: /data
            policy: {patch_words: [nw, n, 'no', w, "1.10", e, sw, "~", "a b"]}
            """,
        ])
        let run = try fixture.load(checkingFiles: false)
        let lock = try root(run)
        let node = try #require(lock["manifest"])
        var decoding = Decoding()
        let manifest = try #require(ManifestDocument.schema.decode(node, "", &decoding))
        #expect(decoding.faults == [])
        #expect(manifest.description == run.description)
        #expect(manifest.policy == run.policy)
        #expect(manifest.dataRoot == run.dataRoot)
        let datasets = try #require(lock["datasets"]?.elements)
        for (node, expected) in zip(datasets, run.datasets) {
            var decoding = Decoding()
            var dataset = DatasetSpecification.schema.decode(node, "", &decoding)
            #expect(decoding.faults == [])
            dataset?.locations = expected.locations
            #expect(dataset == expected)
        }
        #expect(datasets.count == 2)
    }
}
