import Foundation
import Manifests
import Testing

/// The YAML files of the repository are right.
@Suite struct ShippedFilesTests {
    @Test func `every manifest loads and opens with its schema`() throws {
        let folder = "\(SchemaPrinterTests.root)/manifests"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".yaml") }
        #expect(names.contains("quickstart.yaml"))
        for name in names {
            do {
                let run = try ManifestLoader.load(
                    path: "\(folder)/\(name)", overrides: [("data_root", "/nowhere")],
                    checkingFiles: false)
                #expect(!run.stageOrder.isEmpty)
                for (path, text) in run.sources where path != "--set" {
                    #expect(
                        text.hasPrefix("# yaml-language-server: $schema="),
                        "\(path) does not name its schema")
                }
            } catch {
                Issue.record("\(error.rendered)")
            }
        }
    }
}
