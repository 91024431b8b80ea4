import ArgumentParser
import Engine
import Records
import Stages
import Terminal

/// `pipeline regrade`: grades a run's stored responses in another way.
struct RegradeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regrade",
        abstract: "Grades a run's stored responses anew, without drawing, and compares.",
        discussion: """
            Prints how verdicts and labels change. The run's rollout stages are then published with \
            the new verdicts, and `pipeline resume` goes on from there; --dry-run only compares.
            """)

    @Argument(help: "The run's name, or its manifest.", completion: Completion.runs)
    var name: String

    @Option(help: ArgumentHelp("The grader, such as strict or strict@1.", valueName: "name"))
    var grader: String

    @Option(
        help: ArgumentHelp(
            "How far a number may be off, as a share of the gold number.", valueName: "share"))
    var tolerance: Double?

    @Option(help: ArgumentHelp("The only rollout stage to grade.", valueName: "stage"))
    var stage: String?

    @Flag(name: .customLong("dry-run"), help: "Write nothing.")
    var isDryRun = false

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var workspaceOption: WorkspaceOption

    func run() async throws {
        let named = try NamedRun(name, workspaceOption)
        let origin = try named.status().record.origin
        let oldPlan = try await named.prepared(origin, workspaceOption).plan()
        let setting = try StageFactory.graderSetting(grader, tolerance: tolerance, like: oldPlan)
        var changed = origin
        changed.overrides.removeAll { $0.path == "grader" || $0.path.hasPrefix("grader.") }
        changed.overrides.append(.init(path: "grader", value: setting))
        let after = try named.prepared(changed, workspaceOption)
        let newPlan = try await after.plan()
        let regradings = try await after.pointing { () async throws(Fault) in
            try StageFactory.regradings(of: oldPlan, as: newPlan, stage: stage)
        }
        write(regradings)
        guard !isDryRun else { return }
        for regrading in regradings where regrading.obstacle == nil {
            try await RunSession(after, until: regrading.stage, isSilent: json).execute()
        }
    }

    private func write(_ regradings: [Regrading]) {
        let output = OutputStream.standardOutput
        if json {
            output.write(JSONValue.array(regradings.map(\.json)).serialized + "\n")
            return
        }
        for regrading in regradings {
            output.write(regrading.lines.joined(separator: "\n") + "\n")
            if let obstacle = regrading.obstacle { output.write("  not published: \(obstacle)\n") }
        }
    }
}
