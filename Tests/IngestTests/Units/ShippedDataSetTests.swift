import Manifests
import Records
import Storage
import Testing

@testable import Ingest

/// The files of `datasets/`, read as a run reads them.
@Suite struct ShippedDataSetTests {
    /// The data set as a run of nothing but ingest reads it.
    private func load(
        _ name: String, _ overrides: [(path: String, value: String)] = []
    ) throws -> DatasetSpecification {
        // The repository's root, from this file's place in it.
        let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let folder = try TemporaryFolder()
        try folder.write(
            try FileSystem.read("\(root)/datasets/\(name).yaml"), to: "datasets/\(name).yaml")
        try folder.write(
            "name: some\nstages: {ingest: {kind: ingest}}\n", to: "pipelines/some.yaml")
        try folder.write(
            "name: some\npipeline: some\ndatasets: [\(name)]\n", to: "manifests/some.yaml")
        let run = try ManifestLoader.load(
            path: folder.path + "/manifests/some.yaml", overrides: overrides, checkingFiles: false)
        return try #require(run.datasets.first)
    }

    @Test func easyVQASaysWhatItsTestsRead() throws {
        let found = try load("easy-vqa", [("data_root", "/some")])
        let expected = try Fixture.easyVQA(root: "/some")
        #expect(found.columns == expected.columns)
        #expect(found.capability == expected.capability)
        #expect(found.splits == expected.splits)
        #expect(found.expected == expected.expected)
        #expect(found.format == expected.format)
        #expect(found.root == expected.root)
        #expect(found.licence == "MIT")
    }

    @Test func shapesHasItsThreeSplits() throws {
        let found = try load("shapes")
        let expected = Fixture.shapes(warmup: 6000, train: 1024, test: 400)
        #expect(found.generator == expected.generator)
    }
}
