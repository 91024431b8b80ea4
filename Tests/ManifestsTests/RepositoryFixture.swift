import Foundation
import Manifests
import Records

/// A repository in a temporary folder that goes when the fixture does.
final class RepositoryFixture {
    /// The folder.
    let folder: String

    /// A repository with these files over the standard ones.
    init(_ files: [String: String] = [:]) throws {
        let path = NSTemporaryDirectory() + "manifests-" + UUID().uuidString
        folder = path
        for (name, text) in RepositoryFixture.standard.merging(files, uniquingKeysWith: { $1 }) {
            try write(Array(text.utf8), to: name)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Writes a file, its folders too.
    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: folder + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// The run of a manifest of the repository.
    func load(
        _ manifest: String = "manifests/run.yaml",
        _ overrides: [(path: String, value: String)] = [], checkingFiles: Bool = true
    ) throws(ManifestErrors) -> RunSpecification {
        try ManifestLoader.load(
            path: folder + "/" + manifest, overrides: overrides, checkingFiles: checkingFiles)
    }

    /// What a user reads about a manifest, the repository's folder left out; nothing if it is right.
    func rendered(
        _ manifest: String = "manifests/run.yaml",
        _ overrides: [(path: String, value: String)] = []
    ) -> String? {
        do {
            _ = try load(manifest, overrides)
            return nil
        } catch {
            return error.rendered.replacingOccurrences(of: folder + "/", with: "")
        }
    }

    static let manifest = """
        name: quick
        pipeline: small
        datasets: [shapes]
        """

    static let pipeline = """
        name: small
        stages:
          ingest: {kind: ingest}
          warm-up:
            kind: train
            method: sft
            questions: ingest
            steps: 1000
          alignment: {kind: train, method: alignment, questions: ingest}
          rollouts: {kind: rollout, policy: warm-up, questions: ingest}
          labels: {kind: sample, rollouts: rollouts}
          curriculum:
            kind: curriculum
            labels: labels
            phases:
              - {name: coarse, capabilities: [coarse], labels: [easy]}
              - {name: fine, capabilities: [fine], labels: [easy, medium], optional: true}
          coarse:
            kind: train
            method: grpo
            curriculum: curriculum
            phase: coarse
            policy: warm-up
            scorer: alignment
            questions: ingest
            steps: 40
            reward: {alignment: 0.4, keywords: 0.4, format: 0.1, length: 0.1}
          measure: {kind: evaluate, policies: [warm-up, coarse], questions: ingest}
        """

    static let shapes = """
        name: shapes
        licence: Apache-2.0
        generator:
          name: shapes
          splits:
            train: {count: 100, role: pool}
            test: {count: 10, role: held-out}
        """

    /// A data set of files.
    static let files = """
        name: files
        licence: MIT
        root: ${data_root}/set
        splits:
          train: {annotations: train.json, images: images}
          test: {annotations: [a.json, b.json]}
        columns:
          id: meta.id
          question: "0"
          answer: {constant: no}
          images: {template: "{2}.png"}
          target: "1"
          keywords: "3"
        capability:
          rules:
            - {field: "0", matches: "^what ", capability: coarse}
          otherwise: fine
        expected: {train: 3}
        """

    static let standard = [
        "manifests/run.yaml": manifest, "pipelines/small.yaml": pipeline,
        "datasets/shapes.yaml": shapes,
    ]
}
