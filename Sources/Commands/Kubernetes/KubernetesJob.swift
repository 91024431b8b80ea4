import Manifests
import Records

/// An Indexed Job of Kubernetes (`batch/v1`) that does the ranges of a task: an index is a range.
///
/// Fields are those of the published schema. Receipts tell what is done, so that a pod may end in any
/// way: the next one of its index does what its range still lacks.
struct KubernetesJob {
    /// A volume that all pods see.
    struct Volume: Hashable {
        /// The PersistentVolumeClaim.
        var claim: String
        /// Where pods see it.
        var path: String
    }

    /// Where the units lie.
    struct Task: Hashable {
        var run: String
        var stage: String
        var folder: String
        /// What tells it from every other.
        var tag: String
        var rangeCount: Int
    }

    /// The most indexes of a Job of which each is tried again by itself.
    static let mostRanges = 100_000
    /// How a worker ends whose like would all end so: the command line, the plan, or the configuration is
    /// wrong. One whose units fail ends with 1.
    private static let hopelessStatuses = [Fault.Code.usage, .badInput, .configuration].map {
        Int(Fault($0, "").exitStatus)
    }

    let task: Task
    let image: String
    let volumes: [Volume]
    /// How many pods run at once.
    let parallelism: Int
    /// How often an index is tried.
    let attempts: Int
    /// What a pod gets, in the words that Slurm is asked in.
    let resources: SlurmSettings
    var namespace: String?
    /// Secrets whose members become environment variables.
    var secrets: [String] = []
    /// The user and group who own what pods write; nothing for the image's.
    var owner: (user: Int, group: Int)?

    /// The Job's name: what a label of a host's name may be, with room for an index behind it.
    var name: String {
        var words: [UInt8] = []
        for byte in "\(task.run)-\(task.stage)".utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                words.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): words.append(byte | 0x20)
            default:
                if let last = words.last, last != UInt8(ascii: "-") {
                    words.append(UInt8(ascii: "-"))
                }
            }
        }
        let text = String(decoding: words.prefix(30), as: UTF8.self)
        return "pipeline-\(text)-\(task.tag.suffix(8))"
            .split(separator: "-").joined(separator: "-")
    }

    /// The Job as YAML.
    var yaml: String { YAMLWriter.text(json) }

    /// The Job.
    var json: JSONValue {
        var metadata: [JSONValue.Member] = [.init("name", .string(name))]
        if let namespace { metadata.append(.init("namespace", .string(namespace))) }
        metadata.append(.init("labels", KubernetesJob.labels))
        metadata.append(
            .init(
                "annotations",
                [
                    "pipeline/run": .string(task.run), "pipeline/stage": .string(task.stage),
                    "pipeline/task": .string(task.folder),
                ]))
        return [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": .object(metadata),
            "spec": [
                "completionMode": "Indexed", "completions": .integer(task.rangeCount),
                "parallelism": .integer(min(parallelism, task.rangeCount)),
                "backoffLimitPerIndex": .integer(attempts - 1),
                // A range that fails keeps no other from being done.
                "maxFailedIndexes": .integer(task.rangeCount),
                "podFailurePolicy": failurePolicy,
                "successPolicy": [
                    "rules": [["succeededIndexes": .string("0-\(task.rangeCount - 1)")]]
                ],
                "template": [
                    "metadata": ["labels": KubernetesJob.labels], "spec": .object(podMembers),
                ],
            ],
        ]
    }

    private static let labels: JSONValue = ["app.kubernetes.io/name": "pipeline"]

    private var failurePolicy: JSONValue {
        let statuses = KubernetesJob.hopelessStatuses.map { JSONValue.integer($0) }
        return [
            "rules": [
                // Whoever was evicted has not failed.
                [
                    "action": "Ignore",
                    "onPodConditions": [["type": "DisruptionTarget", "status": "True"]],
                ],
                [
                    "action": "FailJob",
                    "onExitCodes": [
                        "containerName": "worker", "operator": "In", "values": .array(statuses),
                    ],
                ],
            ]
        ]
    }

    private var podMembers: [JSONValue.Member] {
        var members: [JSONValue.Member] = [.init("restartPolicy", "Never")]
        if let owner {
            members.append(
                .init(
                    "securityContext",
                    ["runAsUser": .integer(owner.user), "runAsGroup": .integer(owner.group)]))
        }
        if let time = resources.time {
            members.append(
                .init("activeDeadlineSeconds", .integer(max(1, time.components.seconds))))
        }
        members.append(.init("containers", [.object(containerMembers)]))
        let claims = volumes.enumerated().map { number, volume -> JSONValue in
            [
                "name": .string("volume-\(number)"),
                "persistentVolumeClaim": ["claimName": .string(volume.claim)],
            ]
        }
        members.append(.init("volumes", .array(claims)))
        return members
    }

    private var processors: Int { resources.processors ?? 1 }

    private var containerMembers: [JSONValue.Member] {
        let command = [
            "pipeline", "unit", KubernetesJob.literal(task.folder), "$(JOB_COMPLETION_INDEX)",
            "--jobs", "\(processors)",
        ]
        var members: [JSONValue.Member] = [
            .init("name", "worker"), .init("image", .string(image)),
            .init("command", .array(command.map { .string($0) })),
        ]
        if !secrets.isEmpty {
            members.append(
                .init(
                    "envFrom", .array(secrets.map { ["secretRef": ["name": .string($0)]] })))
        }
        var requests: [JSONValue.Member] = [.init("cpu", .string("\(processors)"))]
        var limits: [JSONValue.Member] = []
        if let byteCount = resources.memoryByteCount {
            requests.append(.init("memory", .string("\(byteCount)")))
            limits.append(.init("memory", .string("\(byteCount)")))
        }
        if let gpus = resources.gpus {
            limits.append(.init("nvidia.com/gpu", .string("\(gpus)")))
        }
        var amounts: [JSONValue.Member] = [.init("requests", .object(requests))]
        if !limits.isEmpty { amounts.append(.init("limits", .object(limits))) }
        members.append(.init("resources", .object(amounts)))
        let mounts = volumes.enumerated().map { number, volume -> JSONValue in
            ["name": .string("volume-\(number)"), "mountPath": .string(volume.path)]
        }
        members.append(.init("volumeMounts", .array(mounts)))
        return members
    }

    /// A word of a command in which Kubernetes replaces nothing.
    private static func literal(_ word: String) -> String {
        word.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
    }
}
