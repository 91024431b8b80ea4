import TestSupport
import TestSupport
import Testing

/// What a user reads when a manifest is wrong.
@Suite struct DiagnosticsGoldenTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var files: [String: String] = [:]
        var overrides: [[String]] = []
        var testDescription: String { name }
    }

    @Test(arguments: cases + yamlCases + dataSetCases + divisionCases + stageCases)
    func `the diagnostics are those of the golden file`(_ test: Case) throws {
        let fixture = try RepositoryFixture(test.files)
        let text =
            (fixture.rendered(
                "manifests/run.yaml", test.overrides.map { (path: $0[0], value: $0[1]) })
                ?? "no error") + "\n"
        try Golden.expect(text, test.name)
    }

    static func pipeline(_ stages: String) -> [String: String] {
        let indented = stages.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "  " + $0 }.joined(separator: "\n")
        return ["pipelines/small.yaml": "name: small\nstages:\n" + indented]
    }

    private static let manifest = RepositoryFixture.manifest

    static let cases = [
        Case(
            name: "syntax", files: ["manifests/run.yaml": "name: quick\ndatasets: [a, b\npolicy: 1"]
        ),
        Case(name: "tab", files: ["manifests/run.yaml": "name: quick\npolicy:\n\twidth: 64\n"]),
        Case(name: "empty", files: ["manifests/run.yaml": "# nothing yet\n"]),
        Case(name: "not-a-mapping", files: ["manifests/run.yaml": "- name: quick\n"]),
        Case(name: "missing-keys", files: ["manifests/run.yaml": "seed: 1\n"]),
        Case(
            name: "many-at-once",
            files: [
                "manifests/run.yaml": """
                name: Quick Start
                pipeline: small
                datasets: [shapes]
                sed: 7
                seed: -1
                executor: {kind: cloud, jobs: 0}
                policy:
                  width: '64'
                  layers: 3.5
                  heads: yes
                  patch_word: [a]
                stages:
                  warmup: {steps: 10}
                  warm-up: {step: 10, batch: 1_000, optimizer: {beta1: 1}}
                """,
                "pipelines/small.yaml": RepositoryFixture.pipeline.replacing(
                    "kind: sample", with: "kind: sampling"),
                "datasets/shapes.yaml": RepositoryFixture.shapes.replacing(
                    "licence", with: "license"),
            ]),
        Case(
            name: "policy-rules",
            files: [
                "manifests/run.yaml": manifest
                    + "\npolicy: {image_size: 50, patch_size: 16, heads: 7, patch_words: [a]}\n"
            ]),
        Case(
            name: "policy-widths",
            files: [
                "manifests/run.yaml": manifest
                    + "\npolicy: {width: 40, feed_forward: 100, patch_width: 60}\n"
            ]),
        Case(
            name: "policy-size",
            files: [
                "manifests/run.yaml": manifest
                    + "\npolicy: {width: 4096, layers: 12, feed_forward: 16384}\n"
            ]),
        Case(
            name: "bounds",
            overrides: [
                ["executor.jobs", "100001"], ["policy.heads", "16"],
                ["stages.rollouts.temperature", "0.0009"], ["stages.coarse.temperature", "0"],
            ]),
        Case(
            name: "advantage-tokens",
            files: [
                "manifests/run.yaml": manifest + """

                    policy: {response_format: answer}
                    stages:
                      coarse:
                        advantage_tokens: description
                    """
            ]),
        Case(
            name: "patch-words",
            files: ["manifests/run.yaml": manifest + "\npolicy:\n  patch_words: [a, no]\n"]),
        Case(
            name: "unknown-pipeline-and-data-set",
            files: [
                "manifests/run.yaml": "name: quick\npipeline: smal\ndatasets: [shape, shapes]\n"
            ]),
        Case(
            name: "overrides",
            overrides: [
                ["seed", "1.5"], ["polcy.width", "64"], ["stages.warm-up.steps", "many"],
                ["stages.curriculum.phases", "[{name: a, labels: [esy]}]"],
                ["a..b", "1"], ["policy", "{width: [}"],
            ]),
        Case(
            name: "override-changes-kind",
            overrides: [["stages.rollouts.kind", "sample"], ["stages.coarse.method", "sft"]]),
        Case(
            name: "references",
            files: pipeline(
                """
                ingest: {kind: ingest}
                warm-up: {kind: train, method: sft, questions: ingst, steps: 1}
                rollouts: {kind: rollout, policy: ingest, questions: ingest, split: tran}
                labels: {kind: sample, rollouts: rollouts, enabled: false}
                curriculum:
                  kind: curriculum
                  labels: labels
                  phases:
                    - {name: coarse, capabilities: [coarse, coarse], labels: [easy]}
                """)),
        Case(
            name: "disabled-and-phase",
            files: [
                "manifests/run.yaml": manifest + "\nstages: {alignment: {enabled: false}}\n",
                "pipelines/small.yaml": RepositoryFixture.pipeline.replacing(
                    "phase: coarse", with: "phase: corse"),
            ]),
        Case(
            name: "cycle",
            files: pipeline(
                """
                ingest: {kind: ingest}
                a: {kind: rollout, policy: d, questions: ingest}
                b: {kind: sample, rollouts: a}
                c:
                  kind: curriculum
                  labels: b
                  phases: [{name: p, capabilities: [fine], labels: [easy]}]
                d: {kind: train, method: grpo, curriculum: c, phase: p, policy: d, questions: ingest, steps: 1, \
                reward: {accuracy: 1}}
                """)),
        Case(
            name: "reward",
            files: [
                "manifests/run.yaml": manifest
                    + "\nstages:\n  coarse:\n    scorer: ~\n  measure: {draws: 0, greedy: false}\n"
            ]),
        Case(
            name: "stage-kind-and-method",
            files: pipeline(
                """
                a: {}
                b: {kind: train}
                c: {kind: train, method: stf}
                d: {kind: ingest, method: sft}
                e: {kind: sample, enabled: no}
                Big: {kind: ingest}
                f:
                """)),
        Case(
            name: "data-root-missing",
            files: [
                "datasets/files.yaml": RepositoryFixture.files,
                "manifests/run.yaml": "name: q\npipeline: small\ndatasets: [files]\n",
            ]),
        Case(
            name: "data-set-files-missing",
            files: [
                "datasets/files.yaml": RepositoryFixture.files,
                "manifests/run.yaml":
                    "name: q\npipeline: small\ndatasets: [files]\ndata_root: ../data\n",
                "data/set/train.json": "[]", "data/set/a.json/x": "",
            ]),
        Case(
            name: "data-set-rules",
            files: [
                "manifests/run.yaml":
                    "name: q\npipeline: small\ndatasets: [one, two, three, four, again]\n",
                "datasets/one.yaml": "name: one\nlicence: MIT\n",
                "datasets/two.yaml": """
                name: two
                licence: MIT
                generator: {name: shapes, splits: {train: {count: 1, role: pool}}}
                splits: {train: {annotations: a.json}}
                columns: {question: q}
                """,
                "datasets/three.yaml": """
                name: three
                licence: MIT
                root: ${home}
                splits:
                  train: {annotations: ../a.json}
                  'a/b': {annotations: b.json}
                expected: {test: 1}
                columns: {question: a..b, answer: {template: '{'}, images: {path: x}}
                capability: {rules: [{field: q, matches: '(', capability: reason}]}
                """,
                "datasets/four.yaml": """
                name: four
                licence: MIT
                splits: {train: {annotations: /a.json, images: ../x}}
                columns: {question: q}
                """,
                "datasets/again.yaml": """
                name: four
                licence: MIT
                splits: {train: {annotations: /a.json, images: ../x}}
                columns: {question: q, answer: a, images: i}
                capability: {field: a}
                """,
            ]),
        Case(
            name: "command-stages",
            files: pipeline(
                """
                both: {kind: command, run: [a], shell: b}
                neither: {kind: command}
                outside: {kind: command, run: [cat, "{inputs.a}"], inputs: {a: ../a, b: /etc/b}}
                typo:
                  kind: command
                  run: [cp, "{inputs.rw}", "{outputs.result}"]
                  inputs: {raw: raw.bin}
                  outputs: {result: out/a}
                untold: {kind: command, run: ["true"], outputs: {result: out/b, up: ../c}}
                item: {kind: command, run: [cat, "{item}"]}
                same:
                  kind: command
                  foreach: in/*.txt
                  run: [cp, "{item}", "{outputs.result}"]
                  outputs: {result: out/c}
                braces: {kind: command, run: [awk, "{print $1}"]}
                closing: {kind: command, run: [awk, "print $1}"]}
                lost: {kind: command, run: [cat, "{inputs.a}"], inputs: {a: {stage: boht}}}
                mixed: {kind: command, run: [a], inputs: {a: {stage: both, files: x}}}
                limits: {kind: command, run: [a], timeout: 30, retries: -1}
                variables: {kind: command, run: [a], environment: [HOME=/root]}
                """)),
        Case(
            name: "no-data-sets", files: ["manifests/run.yaml": "name: q\npipeline: small\n"]),
        Case(
            name: "merge-key",
            files: [
                "pipelines/small.yaml": RepositoryFixture.pipeline
                    + "\n  again:\n    <<: {kind: ingest}\n    kind: ingest\n"
            ]),
        Case(
            name: "second-data-set-of-a-name",
            files: [
                "datasets/other.yaml": RepositoryFixture.shapes,
                "manifests/run.yaml": "name: q\npipeline: small\ndatasets: [shapes, other]\n",
            ]),
    ]
}
