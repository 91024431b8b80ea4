import Storage
import TestSupport
import Testing

/// Our jobs beside the schema that Kubernetes publishes. No cluster ran them.
@Suite(
    .enabled(
        if: Peers.areThere(for: "jobs by Kubernetes' schema", in: Peers.kubernetes)))
struct KubernetesSchemaTests {
    private static let golden = "\(Peers.packageRoot)/Tests/CommandsTests/Golden"

    /// Success policies and limits by index came with 1.31; 1.33 is the first in which nothing of ours is
    /// a preview.
    @Test(arguments: ["kubernetes-plain", "kubernetes-full"], ["1.31", "1.33", "1.37"])
    func `a job is one by the schema`(name: String, version: String) throws {
        let answer = try Peers.run(
            "validate_kubernetes", ["\(Self.golden)/\(name).txt", version], in: Peers.kubernetes)
        #expect(answer == "Job\n")
    }

    @Test func `the schema finds what is wrong`() throws {
        let folder = try TemporaryFolder()
        let text = String(
            decoding: try FileSystem.read("\(Self.golden)/kubernetes-plain.txt"), as: UTF8.self)
        for (old, new) in [("completions:", "completion:"), ("completions: 40", "completions: x")] {
            let parts = text.split(separator: old, omittingEmptySubsequences: false)
            try #require(parts.count == 2)
            let path = folder["job.yaml"]
            try FileSystem.write(Array(parts.joined(separator: new).utf8), to: path)
            #expect(throws: PeerFailure.self) {
                try Peers.run("validate_kubernetes", [path, "1.33"], in: Peers.kubernetes)
            }
        }
    }
}
