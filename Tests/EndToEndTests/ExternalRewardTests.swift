import Engine
import Records
import Storage
import Testing

extension EndToEnd {
    /// A phase whose responses a program scores, beside the second pass over their descriptions.
    @Suite struct ExternalRewardTests {
        private static let script = "rewards/score.sh"
        // One phase, after a warm-up that teaches next to nothing; so small a policy has any label.
        private static let settings = [
            "warm-up.steps=4", "alignment.enabled=false", "coarse.enabled=false",
            "fine.enabled=false", "rollouts.n=2", "reasoning.policy=warm-up",
            "reasoning.phase=all", "reasoning.steps=2", "reasoning.prompts=2",
            "reasoning.group=2", "coarse.phase=all", "fine.phase=all",
            "curriculum.phases=[{name: all, capabilities: [coarse, fine, reasoning], size: 4, "
                + "labels: [easy, medium, hard, undecided, excluded]}]",
            "evaluate.policies=[warm-up, reasoning]", "evaluate.draws=1",
            "evaluate.reader=warm-up", "evaluate.blind=true", "evaluate.description_leak=ending",
            "reasoning.reward.description=1",
            "reasoning.reward.external={weight: 0.5, command: [sh, \(script)]}",
        ].flatMap { ["--set", "stages.\($0)"] }

        /// A program that gives every response this score.
        private func write(_ score: String, in repository: SmallRepository) throws {
            try repository.write(
                #"sed 's/^{"id":\("[^"]*"\).*/{"id":\1,"score":"# + score
                    + #","components":{"half":0.5}}/'"# + "\n",
                to: Self.script)
        }

        @Test func `a program's scores and descriptions that suffice are rewarded`() async throws {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try write("0.25", in: repository)
            try await repository.run(in: workspace, Self.settings)
            let receipt = try workspace.receipt("reasoning", run: "quickstart")
            let last = try #require(receipt.details["training"]?["last"])
            #expect(last["reward_external"]?.realValue == 0.25)
            #expect(last["reward_external_half"]?.realValue == 0.5)
            for name in ["reward_description", "description_leaks", "descriptions_missing"] {
                #expect(last[name]?.realValue != nil, "\(name)")
            }
            let tables = try workspace.stage("evaluate", run: "quickstart")
            #expect(try !FileSystem.read("\(tables)/descriptions.jsonl").isEmpty)
            #expect(try !FileSystem.read("\(tables)/families.jsonl").isEmpty)
            let accuracies = String(
                decoding: try FileSystem.read("\(tables)/accuracy.jsonl"), as: UTF8.self)
            for mode in ["greedy", "sampled", "blind-greedy", "blind-sampled"] {
                #expect(accuracies.contains("\"mode\":\"\(mode)\""), "\(mode)")
            }

            // Another program trains anew what it scored, and nothing before.
            let before = try workspace.receipt("warm-up", run: "quickstart").key
            try write("0.75", in: repository)
            try await repository.run(in: workspace, Self.settings)
            #expect(try workspace.receipt("warm-up", run: "quickstart").key == before)
            let other = try workspace.receipt("reasoning", run: "quickstart")
            #expect(other.key != receipt.key)
            #expect(other.details["training"]?["last"]?["reward_external"]?.realValue == 0.75)

            // A score out of its range ends the run and names the response.
            try write("7", in: repository)
            let end = try await repository.startRun(in: workspace, Self.settings).wait()
            #expect(end.status == 65)
            #expect(end.errors.contains("#0.0.0` is 7; expected a number from 0.0 to 1.0"))
        }
    }
}
