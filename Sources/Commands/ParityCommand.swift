import ArgumentParser
import Engine
import Manifests
import Records
import Stages
import Terminal

/// `pipeline parity`: whether pass rates were measured as the policy is trained.
struct ParityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parity",
        abstract: "Compares how a run's answers were drawn with how a trainer draws them.",
        discussion: """
            A pass rate is one of the pictures' size, the prompt, the temperature, the length limit and \
            the grader that it was measured with. The file of --training is YAML with those of \
            temperature, top_p, response_tokens, picture_size, template, response_format and grader \
            that are known of the trainer; without it, the run's own training and export stages are compared. \
            Each difference is told with the number of questions it affects.
            """)

    @Argument(help: "The run's name, or its manifest.", completion: Completion.runs)
    var name: String

    @Option(
        help: ArgumentHelp("What is known of the trainer, as YAML.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var training: String?

    @Option(help: ArgumentHelp("The only rollout stage to look at.", valueName: "stage"))
    var stage: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var workspaceOption: WorkspaceOption

    func run() async throws {
        if let training { try NamedFile.require(training, "the file of --training") }
        let conditions = try training.map { try ManifestLoader.trainingConditions(path: $0) }
        let named = try NamedRun(name, workspaceOption)
        let prepared = try named.prepared(try named.status().record.origin, workspaceOption)
        let plan = try await prepared.plan()
        let parities = try await prepared.pointing { () async throws(Fault) in
            guard let run = prepared.specification else {
                throw Fault(.usage, "`\(plan.name)` draws no answers")
            }
            return try StageFactory.parities(of: plan, run, with: conditions, stage: stage)
        }
        let output = OutputStream.standardOutput
        if json {
            output.write(JSONValue.array(parities.map(\.json)).serialized + "\n")
            return
        }
        for line in parities.flatMap(\.lines) { output.write(line + "\n") }
    }
}
