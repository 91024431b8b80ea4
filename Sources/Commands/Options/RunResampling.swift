import ArgumentParser
import Engine
import Records
import Stages
import Terminal

/// What `pipeline resample RUN` takes beside the run.
struct RunResampling: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Who is asked: a train stage that is done, the folder of a checkpoint, or one of the \
            manifest's policies. Default: the last phase that is trained.
            """, valueName: "policy"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "The sample stage whose labels are made anew. Default: the one that phases wait for.",
            valueName: "stage"))
    var stage: String?

    @Option(help: ArgumentHelp("How much the draws of the older policy count.", valueName: "0..1"))
    var decay: Double?

    @Option(
        name: .customLong("where"), parsing: .singleValue,
        help: ArgumentHelp(
            "Ask only questions of this label, capability or source. May be given several times.",
            valueName: "label|capability|source=value"),
        transform: Condition.init)
    var conditions: [Condition] = []

    @Option(
        help: ArgumentHelp(
            "Ask only this share of the questions of each source, capability and label.",
            valueName: "0..1"))
    var share: Double?

    @Flag(name: .customLong("dry-run"), help: "Say what would be done, and write nothing.")
    var isDryRun = false

    /// `label=medium`.
    struct Condition {
        static let fields = [
            "label": "labels", "capability": "capabilities", "source": "sources",
        ]
        let field: String
        let value: String

        init(_ text: String) throws {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let field = Condition.fields[parts[0]] else {
                throw ValidationError(
                    "`\(text)` is none of label=…, capability=… and source=…")
            }
            self.field = field
            value = parts[1]
        }
    }

    func validate() throws {
        for (name, value) in [("--decay", decay), ("--share", share)] {
            guard let value, !(0...1).contains(value) || name == "--share" && value == 0 else {
                continue
            }
            throw ValidationError("\(name) is a number from 0 to 1, not \(value)")
        }
    }

    /// The options that are given, as on a command line.
    var given: [String] {
        [
            policy.map { _ in "--policy" }, stage.map { _ in "--stage" },
            decay.map { _ in "--decay" }, conditions.first.map { _ in "--where" },
            share.map { _ in "--share" }, isDryRun ? "--dry-run" : nil,
        ].compactMap { $0 }
    }

    /// A value for a rollout stage's `subset`; nothing where all questions are asked.
    private var subset: JSONValue? {
        if conditions.isEmpty, share == nil { return nil }
        var members = [JSONValue.Member("share", .real(share ?? 1))]
        for field in Condition.fields.values.sorted() {
            let values = conditions.filter { $0.field == field }.map { JSONValue.string($0.value) }
            if !values.isEmpty { members.append(.init(field, .array(values))) }
        }
        return .object(members)
    }

    private var request: Resampling.Request {
        var path = policy
        // Read again from wherever the run was begun.
        if let policy, policy.contains("/") { path = WorkspaceOption.absolute(policy) }
        return Resampling.Request(
            policy: path, labels: stage, decay: decay, subset: subset)
    }

    /// Makes labels anew, and the phases that wait for them.
    ///
    /// - Parameters:
    ///   - name: the run's name, or its manifest.
    ///   - values: more values for the manifest.
    ///   - json: whether standard output is for a program.
    func execute(
        _ name: String, _ values: ValueOptions, _ workspace: WorkspaceOption, json: Bool
    ) async throws {
        let request = request
        let parameters = try values.parameters()
        let named = try NamedRun(name, workspace)
        var origin = try named.status().record.origin
        origin.parameters += parameters
        origin.overrides += values.overrides
        let before = try named.prepared(origin, workspace)
        guard let run = before.specification else {
            throw Fault(.usage, "`\(before.name)` has no labels")
        }
        let resampling = try StageFactory.resampling(of: try await before.plan(), run, request)
        for override in resampling.overrides {
            origin.overrides.removeAll { $0.path == override.path }
            origin.overrides.append(override)
        }
        let after = try named.prepared(origin, workspace)
        let plan = try await after.plan()
        if !json { OutputStream.standardOutput.write(text(resampling)) }
        if !isDryRun {
            for target in resampling.targets {
                try await RunSession(after, until: target, isSilent: json).execute()
            }
        }
        let labels = isDryRun ? nil : plan.artifact(of: try plan.stage(named: resampling.newLabels))
        if json {
            OutputStream.standardOutput.write(
                self.json(resampling, labels?.receipt.details).serialized + "\n")
        } else if !isDryRun, !resampling.curricula.isEmpty {
            OutputStream.standardOutput.write("next: \(after.resumeCommand)\n")
        }
    }

    private func text(_ resampling: Resampling) -> String {
        let verb = isDryRun ? "would ask" : "asks"
        var lines = [
            "\(verb) `\(resampling.policy)`; labels `\(resampling.newLabels)` follow "
                + "`\(resampling.oldLabels)`"
        ]
        for curriculum in resampling.curricula {
            let phases = curriculum.phases.map { "`\($0)`" }.joined(separator: ", ")
            lines.append("`\(curriculum.stage)` builds what is not trained yet: \(phases)")
            if curriculum.isReplayLost {
                lines.append("  without replay of phases that are trained")
            }
        }
        if resampling.curricula.isEmpty { lines.append("no phase waits for these labels") }
        return lines.map { $0 + "\n" }.joined()
    }

    private func json(_ resampling: Resampling, _ details: JSONValue?) -> JSONValue {
        [
            "policy": .string(resampling.policy), "old_labels": .string(resampling.oldLabels),
            "new_labels": .string(resampling.newLabels),
            "curricula": .array(
                resampling.curricula.map {
                    [
                        "stage": .string($0.stage),
                        "phases": .array($0.phases.map { .string($0) }),
                    ]
                }),
            "dry_run": .bool(isDryRun), "result": details ?? .null,
        ]
    }
}
