import Records
import Storage
import TestSupport
import Testing

/// A small repository whose two phases are trained by the real TRL, from a tiny LLaVA of random weights,
/// on the processor.
struct HandOffRepository: Sendable {
    let repository: SmallRepository
    /// The folder of the Python environment that has TRL.
    let environment: String

    /// A workspace in which it ran without a disturbance.
    var workspace: WorkspaceView { repository.workspace("undisturbed") }

    private static let reference = Task { () throws -> HandOffRepository? in
        guard let repository = try await HandOffRepository() else { return nil }
        try await repository.run(in: repository.workspace)
        return repository
    }

    /// The repository after an undisturbed run, or nothing, said aloud, where TRL cannot be had.
    static func shared() async throws -> HandOffRepository? { try await reference.value }

    private init?() async throws {
        let peers = try await Subprocess(
            ["\(Binary.packageRoot)/scripts/python-peers", "trl"], in: "/"
        ).wait(atMost: .seconds(900))
        guard peers.status == 0 else {
            OutputLine.say(
                "SKIPPED: phases that TRL trains, since it cannot be had: \(peers.errors)")
            return nil
        }
        let python = String(peers.output.dropLast())
        environment = python.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        repository = try SmallRepository()
        let model = try await Subprocess(
            [
                python, "\(Binary.packageRoot)/scripts/peers/tiny_llava.py",
                "\(repository.root)/tiny-llava", "1",
            ], in: "/"
        ).wait()
        try #require(model.status == 0, "\(model.errors)")
        try repository.write(HandOffRepository.pipeline, to: "pipelines/hand-off.yaml")
        try repository.replace(
            "pipeline: pebr-r1", with: "pipeline: hand-off", in: SmallRepository.manifest)
        let manifest = try repository.read(SmallRepository.manifest)
        let lines = manifest.split(separator: "\n").prefix { $0 != "stages:" }
        try repository.write(
            lines.joined(separator: "\n") + """

                stages:
                  first: {model: ../tiny-llava, python_environment: \(environment)}
                  second: {python_environment: \(environment)}

                """, to: SmallRepository.manifest)
    }

    /// Starts a command of the tool for which there is no GPU.
    func start(_ arguments: [String]) throws -> Subprocess {
        try Subprocess(
            ["ACCELERATE_USE_CPU=1", "OMP_NUM_THREADS=1", "HF_HUB_OFFLINE=1", Binary.path]
                + arguments, in: repository.root)
    }

    /// Starts the run.
    func startRun(in workspace: WorkspaceView, _ more: [String] = []) throws -> Subprocess {
        try start(["run", SmallRepository.manifest, "--workspace", workspace.root] + more)
    }

    /// Runs to a good end.
    func run(in workspace: WorkspaceView, _ more: [String] = []) async throws {
        let end = try await startRun(in: workspace, more).wait(atMost: .seconds(600))
        try #require(end.status == 0, "\(end.errors)")
    }

    private static let pipeline = """
        name: hand-off
        description: two phases by TRL
        stages:
          ingest: {kind: ingest}
          warm-up:
            {kind: train, method: sft, questions: ingest, split: warmup, steps: 4, batch: 12,
              text_only_rows: 4}
          newer:
            {kind: train, method: sft, questions: ingest, split: warmup, steps: 5, batch: 12,
              text_only_rows: 4}
          rollouts: {kind: rollout, policy: warm-up, questions: ingest, split: train, n: 2}
          labels: {kind: sample, rollouts: rollouts, rule: pebr}
          curriculum:
            kind: curriculum
            labels: labels
            phases:
              - {name: first, capabilities: [coarse, fine], size: 9,
                  labels: [easy, medium, hard, undecided, excluded]}
              - {name: second, capabilities: [reasoning], size: 4,
                  labels: [easy, medium, hard, undecided, excluded]}
          first:
            {kind: train, method: hand-off, questions: ingest, curriculum: curriculum,
              phase: first, trainer: trl, model: somewhere, rollout_batch: 2, update_batch: 2,
              group: 4, gpus: 1, micro_batch: 4, response_tokens: 48, learning_rate: 0.01,
              save_every: 1, keep: 9, reward: {length: 0.5, accuracy: 0.5, length_limit: 1}}
          second:
            {kind: train, method: hand-off, questions: ingest, curriculum: curriculum,
              phase: second, trainer: trl, policy: first, rollout_batch: 2, update_batch: 2,
              group: 4, gpus: 1, micro_batch: 4, response_tokens: 48, learning_rate: 1.0e-30,
              weight_decay: 0, save_every: 1, keep: 9,
              reward: {length: 0.5, accuracy: 0.5, length_limit: 1}}

        """
}
