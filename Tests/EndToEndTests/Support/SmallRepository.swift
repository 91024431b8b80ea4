import Records
import Storage
import TestSupport
import Testing

/// A repository in a temporary folder: the shipped pipelines, data sets and manifests, the quickstart
/// made small enough to take seconds.
struct SmallRepository: Sendable {
    /// What makes the quickstart small. Phases take every label: so small a policy finds nothing easy.
    private static let overlay = """

        stages:
          ingest: {shard_samples: 64}
          warm-up: {steps: 24, batch: 12, text_only_rows: 4, checkpoint_every: 5}
          alignment: {steps: 60, pairs: 24, checkpoint_every: 11}
          rollouts: {unit_questions: 16}
          curriculum:
            phases:
              - {name: coarse, capabilities: [coarse], labels: [easy, medium, hard]}
              - {name: fine, capabilities: [fine], labels: [easy, medium, hard]}
              - {name: reasoning, capabilities: [coarse, fine, reasoning], labels: [medium, hard]}
          coarse: {steps: 6, prompts: 4, checkpoint_every: 2}
          fine: {steps: 6, prompts: 4, checkpoint_every: 2}
          reasoning: {steps: 8, prompts: 4, checkpoint_every: 3}

        """

    static let manifest = "manifests/quickstart.yaml"
    /// The stages of the quickstart, in order.
    static let stages = [
        "ingest", "warm-up", "alignment", "rollouts", "labels", "curriculum", "coarse", "fine",
        "reasoning", "evaluate",
    ]

    private let folder: TemporaryFolder
    var root: String { folder.path }

    init() throws {
        folder = try TemporaryFolder("repository")
        for shelf in ["pipelines", "datasets", "manifests"] {
            let source = "\(Binary.packageRoot)/\(shelf)"
            for file in Tree.files(under: source) {
                try write(bytes: try FileSystem.read("\(source)/\(file)"), to: "\(shelf)/\(file)")
            }
        }
        try replace("count: 6000", with: "count: 200", in: "datasets/shapes.yaml")
        try replace("count: 1024", with: "count: 48", in: "datasets/shapes.yaml")
        try replace("count: 400", with: "count: 40", in: "datasets/shapes.yaml")
        try write(
            try read(SmallRepository.manifest) + SmallRepository.overlay,
            to: SmallRepository.manifest)
    }

    /// A file's text.
    func read(_ path: String) throws -> String {
        String(decoding: try FileSystem.read("\(root)/\(path)"), as: UTF8.self)
    }

    /// Writes a file, with the folders above it.
    func write(_ text: String, to path: String) throws {
        try write(bytes: Array(text.utf8), to: path)
    }

    /// Writes a file, with the folders above it.
    func write(bytes: [UInt8], to path: String) throws {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        try FileSystem.createFolder("\(root)/\(folder)")
        try FileSystem.write(bytes, to: "\(root)/\(path)")
    }

    /// Replaces a text that must be there once.
    func replace(_ old: String, with new: String, in path: String) throws {
        let parts = try read(path).split(separator: old, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "\(path) holds `\(old)` \(parts.count - 1) times")
        try write(parts.joined(separator: new), to: path)
    }

    /// A workspace of its own, which need not exist.
    func workspace(_ name: String = ".pipeline") -> WorkspaceView {
        WorkspaceView(root: "\(root)/\(name)")
    }

    /// Starts `pipeline` in the repository.
    func start(_ arguments: [String]) throws -> Subprocess {
        try Subprocess([Binary.path] + arguments, in: root)
    }

    /// Starts a run of the small quickstart.
    func startRun(in workspace: WorkspaceView, _ more: [String] = []) throws -> Subprocess {
        try start(["run", SmallRepository.manifest, "--workspace", workspace.root] + more)
    }

    /// Runs `pipeline` in the repository to its end.
    func pipeline(_ arguments: String...) async throws -> Subprocess.End {
        try await start(arguments).wait()
    }

    /// Runs the small quickstart to its end, which must be a good one.
    @discardableResult func run(
        in workspace: WorkspaceView, _ more: [String] = []
    ) async throws -> Subprocess.End {
        let end = try await startRun(in: workspace, more).wait()
        try #require(end.status == 0, "\(end.errors)")
        return end
    }
}
