import Engine
import Testing

extension EndToEnd {
    /// A phase without questions is an error, unless it is optional.
    @Suite struct EmptyPhaseTests {
        // No rule of this pipeline leaves a question undecided.
        private static let phases = """
            - {name: coarse, capabilities: [coarse], labels: [easy, medium, hard]}
                  - {name: fine, capabilities: [fine], labels: [easy, medium, hard]}
                  - {name: reasoning, capabilities: [reasoning], labels: [undecided]OPTIONAL}
            """
        private static let shipped = """
            - {name: coarse, capabilities: [coarse], labels: [easy, medium, hard]}
                  - {name: fine, capabilities: [fine], labels: [easy, medium, hard]}
                  - {name: reasoning, capabilities: [coarse, fine, reasoning], labels: [medium, hard]}
            """

        private static func repository(optional: Bool) throws -> SmallRepository {
            let repository = try SmallRepository()
            let phases = phases.split(separator: "OPTIONAL", omittingEmptySubsequences: false)
            try repository.replace(
                shipped, with: phases.joined(separator: optional ? ", optional: true" : ""),
                in: SmallRepository.manifest)
            return repository
        }

        @Test func `an empty phase ends the run with its place and a remedy`() async throws {
            let repository = try EmptyPhaseTests.repository(optional: false)
            let end = try await repository.pipeline("run", SmallRepository.manifest)
            #expect(end.status == 65)
            #expect(end.errors.contains("phase `reasoning`"), "\(end.errors)")
            #expect(end.errors.contains("optional: true"), "\(end.errors)")
            #expect(end.errors.contains("manifests/quickstart.yaml:"), "\(end.errors)")
            let events = try repository.workspace().events("quickstart")
            #expect(events.last?.kind == .runFailed)
        }

        @Test func `an optional empty phase is a notice`() async throws {
            let repository = try EmptyPhaseTests.repository(optional: true)
            let end = try await repository.pipeline("run", SmallRepository.manifest)
            #expect(end.status == 0, "\(end.errors)")
            #expect(end.errors.contains("notice"))
            #expect(end.output.contains("phase `reasoning` has no question and is optional"))
            let workspace = repository.workspace()
            try workspace.expectSound(after: "quickstart")
            // Its policy is the one before it.
            let model = "checkpoint/model.safetensors"
            let before = try workspace.receipt("fine", run: "quickstart").file(model)
            let after = try workspace.receipt("reasoning", run: "quickstart").file(model)
            #expect(before != nil)
            #expect(before?.digest == after?.digest)
        }
    }
}
