import Manifests
import Testing

@Suite struct ManifestNameTests {
    private func name(of manifest: String) throws -> String {
        let fixture = try RepositoryFixture(["manifests/run.yaml": manifest])
        return try ManifestLoader.name(of: fixture.folder + "/manifests/run.yaml")
    }

    @Test func `needs no pipeline, no data set and no data root`() throws {
        let manifest = """
            name: quick
            pipeline: gone
            datasets: [gone, gone-too]
            data_root: /nowhere
            key-of-tomorrow: [1]
            """
        #expect(try name(of: manifest) == "quick")
    }

    @Test func `is read as loading reads it`() throws {
        let fixture = try RepositoryFixture()
        let path = fixture.folder + "/manifests/run.yaml"
        #expect(try ManifestLoader.name(of: path) == fixture.load().name)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var manifest: String
        var message: String
        var testDescription: String { manifest }
    }

    @Test(arguments: [
        Case(manifest: "name: Quick Start\n", message: "did you mean `quick-start`?"),
        Case(manifest: "pipeline: small\n", message: "the key `name` is missing"),
        Case(manifest: "name: [a\n", message: "run.yaml:"),
        Case(manifest: "- name\n", message: "expected a mapping"),
        Case(manifest: "name: a\nname: b\n", message: "run.yaml:2:1"),
        Case(manifest: "", message: "run.yaml"),
    ])
    func `what is wrong is said with its place`(_ given: Case) {
        let error = #expect(throws: ManifestErrors.self) { try name(of: given.manifest) }
        #expect(error?.rendered.contains(given.message) == true, "\(error?.rendered ?? "")")
    }

    @Test func `a file that is not there is a fault`() throws {
        let fixture = try RepositoryFixture()
        let error = #expect(throws: ManifestErrors.self) {
            try ManifestLoader.name(of: fixture.folder + "/none.yaml")
        }
        #expect(error?.rendered.contains("there is no file") == true)
    }
}
