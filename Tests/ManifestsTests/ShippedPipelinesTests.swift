import Foundation
import Manifests
import Testing

/// The pipelines in the program are those of the repository.
@Suite struct ShippedPipelinesTests {
    @Test func `every shipped pipeline is in the program, as it is`() throws {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(root)/pipelines")
        #expect(ShippedPipelines.names == files.map { String($0.dropLast(5)) }.sorted())
        for name in ShippedPipelines.names {
            let bytes = try Array(Data(contentsOf: URL(filePath: "\(root)/pipelines/\(name).yaml")))
            #expect(ShippedPipelines.text(name) == bytes, "\(name)")
        }
        #expect(ShippedPipelines.text("no-such") == nil)
    }
}
