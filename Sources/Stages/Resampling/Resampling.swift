public import Engine
import Grading
public import Manifests
public import Records
import Training

/// How a run is changed so that labels are made anew with a newer policy: as stages that are added to its
/// graph, and values over those that it has.
///
/// For labels `labels` of rollouts `rollouts` and a policy `fine` it adds `rollouts@fine` (the same
/// questions or a subset, asked of `fine`), `labels@fine` (old evidence counts `decay` times) and, for
/// each curriculum of the labels, `curriculum@fine` with the phases that are not yet trained, and lets
/// those phases' stages read it. What was trained stays as it is.
public struct Resampling: Sendable, Hashable {
    /// What is asked for.
    public struct Request: Sendable, Hashable {
        /// The stage whose policy is asked, one of the manifest's further policies, or the folder of a
        /// checkpoint; nothing for the last trained phase's.
        public var policy: String?
        /// The `sample` stage whose labels are renewed; nothing for the one that phases wait for.
        public var labels: String?
        /// How much old evidence counts: 0 to 1; nothing for a `sample` stage's default.
        public var decay: Double?
        /// Which questions are asked: a value for `subset`; nothing for all.
        public var subset: JSONValue?

        /// A request.
        public init(
            policy: String? = nil, labels: String? = nil, decay: Double? = nil,
            subset: JSONValue? = nil
        ) {
            self.policy = policy
            self.labels = labels
            self.decay = decay
            self.subset = subset
        }
    }

    /// Values for the manifest, by field path.
    public private(set) var overrides: [RunOrigin.Override] = []
    /// The policy that is asked.
    public let policy: String
    /// The `rollout` stage that is added.
    public let newRollouts: String
    /// The `sample` stage of the old labels.
    public let oldLabels: String
    /// The `sample` stage of the new ones.
    public let newLabels: String
    /// The new curricula, each with its phases.
    public private(set) var curricula: [Curriculum] = []

    /// A curriculum that is built anew.
    public struct Curriculum: Sendable, Hashable {
        /// The stage's name.
        public var stage: String
        /// Its phases.
        public var phases: [String]
        /// Whether a phase no longer replays one that is trained: the new curriculum has none of it.
        public var isReplayLost: Bool
    }

    /// The stages up to which the run goes now.
    public var targets: [String] {
        curricula.isEmpty ? [newLabels] : curricula.map(\.stage)
    }

    /// How a plan is changed.
    ///
    /// - Throws: a `Fault` where it is not clear what is meant, or what is needed is not done yet.
    init(_ plan: RunPlan, _ run: RunSpecification, _ request: Request) throws(Fault) {
        let graph = ResamplingGraph(plan)
        let labels = try graph.labels(request.labels)
        let rollouts = try graph.rollouts(of: labels)
        let folder = request.policy.flatMap { $0.contains("/") ? $0 : nil }
        let policy: String
        if let folder {
            let digest = try Checkpoint(folder).modelDigest
            try graph.check(digest, isNewTo: labels)
            policy = "checkpoint-" + digest.prefix(8)
        } else {
            policy = try graph.policy(request.policy)
            try graph.check(policy, isNewTo: labels)
        }
        newRollouts = Resampling.name(rollouts.name, at: policy)
        self.policy = policy
        oldLabels = labels.name
        newLabels = Resampling.name(labels.name, at: policy)
        if let folder {
            let settings: JSONValue = [
                "kind": "embedded", "checkpoint": .string(folder),
                "response_format": .string(rollouts.grader.format.rawValue),
            ]
            overrides.append(.init(path: "policies.\(policy)", value: settings.serialized))
        }
        var asked: [JSONValue.Member] = [.init("policy", .string(policy))]
        asked.append(.init("subset", request.subset ?? .null))
        asked.append(
            .init("labels", request.subset == nil ? .null : .string(labels.name)))
        add(newRollouts, rollouts.specification, asked)
        let trained = graph.trained(on: labels).map { JSONValue.string($0) }
        add(
            newLabels, labels.specification,
            [
                .init("rollouts", .string(newRollouts)), .init("previous", .string(labels.name)),
                .init("trained", trained.isEmpty ? .null : .array(trained)),
                .init("decay", .real(request.decay ?? SampleSettings().decay)),
            ])
        for curriculum in graph.curricula(of: labels) {
            rebuild(curriculum, graph)
        }
        try check(run)
    }

    /// Stages that are there keep their values: what was made of them would no longer be theirs.
    private func check(_ run: RunSpecification) throws(Fault) {
        for name in [newRollouts, newLabels] + curricula.map(\.stage)
        where run.stage(name) != nil {
            throw Fault(
                .usage, "the run `\(run.name)` has a stage `\(name)` already",
                remedy: "name another policy by --policy, or let the manifest label anew")
        }
    }

    /// The phases of a curriculum that are not trained, in a new one.
    private mutating func rebuild(_ curriculum: CurriculumStage, _ graph: ResamplingGraph) {
        let (trained, waiting) = graph.phases(of: curriculum)
        let kept = curriculum.settings.phases.filter { phase in
            !trained.contains(phase.name) || waiting.contains { $0.phase == phase.name }
        }
        guard let first = kept.first else { return }
        let names = kept.map(\.name)
        let name = Resampling.name(curriculum.name, at: policy)
        var own: [JSONValue] = []
        var isReplayLost = false
        for phase in curriculum.specification.parameters["phases"]?.arrayValue ?? [] {
            let phaseName = phase["name"]?.stringValue ?? ""
            guard names.contains(phaseName) else { continue }
            let replayed = phase["replay"]?["phases"]?.strings ?? []
            let isReplayed = phase["replay"].map { $0 != .null } ?? false
            guard isReplayed, phaseName == first.name || !replayed.allSatisfy(names.contains) else {
                own.append(phase)
                continue
            }
            isReplayLost = true
            own.append(.object((phase.objectValue ?? []).filter { $0.name != "replay" }))
        }
        add(
            name, curriculum.specification,
            [.init("labels", .string(newLabels)), .init("phases", .array(own))])
        for stage in waiting {
            overrides.append(.init(path: "stages.\(stage.name).curriculum", value: name))
        }
        curricula.append(Curriculum(stage: name, phases: names, isReplayLost: isReplayLost))
    }

    /// Adds a stage that is like another but for some of its values.
    private mutating func add(
        _ name: String, _ like: StageSpecification, _ changes: [JSONValue.Member]
    ) {
        var members = [JSONValue.Member("kind", .string(like.kind.rawValue))]
        members += like.limits.members
        members += like.parameters.objectValue ?? []
        for reference in like.references {
            if let stage = reference.stages.first {
                members.append(.init(reference.field, .string(stage)))
            }
        }
        for change in changes {
            members.removeAll { $0.name == change.name }
            if change.value != .null { members.append(change) }
        }
        overrides.append(
            .init(path: "stages.\(name)", value: JSONValue.object(members).serialized))
    }

    /// The name of a stage at a policy: `sample@warm-up` for `sample`.
    private static func name(_ stage: String, at policy: String) -> String {
        stage.prefix { $0 != "@" } + "@" + policy.map { $0 == "@" ? "-" : $0 }
    }
}

extension StageFactory {
    /// How a run is changed so that labels are made anew with a newer policy.
    ///
    /// - Throws: a `Fault` where it is not clear what is meant, or what is needed is not done yet.
    public static func resampling(
        of plan: RunPlan, _ run: RunSpecification, _ request: Resampling.Request
    ) throws(Fault) -> Resampling { try Resampling(plan, run, request) }
}
