/// More of what can be wrong, by the part of the loader that finds it.
extension DiagnosticsGoldenTests {
    /// What is wrong with a file of YAML itself.
    static let yamlCases = [
        Case(
            name: "second-document",
            files: ["manifests/run.yaml": manifest("---\nname: again")]),
        Case(
            name: "tags",
            files: ["manifests/run.yaml": manifest("seed: !!int 3\ndescription: !mine x")]),
        Case(
            name: "too-deep",
            files: [
                "manifests/run.yaml": manifest(
                    "seed: " + String(repeating: "[", count: 200)
                        + String(repeating: "]", count: 200))
            ]),
        Case(
            name: "aliases",
            files: [
                "manifests/run.yaml": manifest(
                    """
                    policy: &a {width: *a}
                    seed: *b
                    """)
            ]),
        Case(
            name: "growing-aliases",
            files: [
                "manifests/run.yaml": manifest(
                    (["a0: &a0 [x, x]"]
                        + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" })
                        .joined(separator: "\n"))
            ]),
        Case(
            name: "keys-that-are-no-names",
            files: ["manifests/run.yaml": manifest("? [a, b]\n: 1\n? {c: d}\n: 2")]),
        Case(
            name: "empty-values",
            files: ["manifests/run.yaml": manifest("policy: []\nstages: ''\nexecutor: {jobs: {}}")]),
        Case(
            name: "too-large",
            files: [
                "manifests/run.yaml": manifest(
                    "description: " + String(repeating: "x", count: 5 << 20))
            ]),
        Case(name: "pipeline-without-stages", files: ["pipelines/small.yaml": "name: small"]),
        Case(
            name: "all-stages-disabled",
            files: ["pipelines/small.yaml": "name: s\nstages: {a: {kind: ingest, enabled: false}}"]),
        Case(
            name: "parameters-of-the-wrong-kind",
            files: [
                "manifests/run.yaml": manifest("description: [a]\nname_: x\npolicy: {heads: true}")
            ]),
    ]

    /// What is wrong with a data set.
    static let dataSetCases = [
        Case(
            name: "filters",
            files: dataset(
                """
                filters:
                  - {name: none, contains: a}
                  - {name: both, field: q, measure: question.length, range: {min: 1}}
                  - {name: bare, field: q}
                  - {name: two, field: q, contains: a, matches: b}
                  - {name: texts, measure: question.length, contains: a}
                  - {name: case, field: q, missing: true, ignore_case: true}
                  - {name: turned, field: q, range: {min: 3, max: 2}}
                  - {name: open, field: q, range: {}}
                  - {name: pattern, field: q, matches: "(a"}
                  - {field: q, contains: b}
                  - none
                """)),
        Case(
            name: "filters-of-one-name",
            files: dataset(
                """
                filters:
                  - {name: twice, field: q, contains: a}
                  - {name: twice, field: q, contains: b}
                """)),
        Case(
            name: "derived-fields",
            files: dataset(
                """
                derive:
                  - {from: q, matches: "a+"}
                  - {from: q, matches: "(?<a>"}
                  - {matches: "(?<a>b)"}
                """)),
        Case(
            name: "duplicates-and-leakage",
            files: dataset(
                """
                duplicates:
                  exact: {action: forget}
                  near_pictures: {radius: 17, equal: [answer, answer]}
                  near_text: {threshold: 0.1, shingle: 0, unit: letter}
                leakage:
                  across_splits: ignore
                  near_radius: -1
                  held_out: [test, test]
                  decontaminate: [made, elsewhere]
                """)),
        Case(
            name: "benchmarks-that-are-not-there",
            files: dataset("leakage: {decontaminate: [made, elsewhere]}")
                .merging(["datasets/a.json": "[]", "datasets/i/x": ""]) { $1 }),
        Case(
            name: "pictures-and-texts",
            files: dataset(
                """
                images: {validate: quick, min_side: 0, max_pixels: many, max_aspect: 0.5}
                text: {chat_tokens: keep, max_length: 0, unicode: nfd}
                limit: 0
                expected: {train: -1, tset: 4}
                """)),
    ]

    /// What is wrong with stages.
    static let stageCases = [
        Case(
            name: "stage-rules",
            files: pipeline(
                """
                ingest: {kind: ingest, shard_size: 12, shard_samples: 0}
                warm-up: {kind: train, method: sft, questions: ingest, steps: 1, batch: 4, \
                text_only_rows: 4}
                rollouts: {kind: rollout, policy: warm-up, questions: ingest, n: 0, limit: 0}
                labels: {kind: sample, rollouts: rollouts}
                curriculum:
                  kind: curriculum
                  labels: labels
                  phases:
                    - {name: p, capabilities: [fine], labels: [easy]}
                    - {name: p, capabilities: [coarse], labels: [easy]}
                train: {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, reward: {accuracy: 0}}
                group: {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, group: 1, reward: {accuracy: 1}, extra: 1}
                """)),
        Case(
            name: "grpo-contradictions",
            files: pipeline(
                """
                ingest: {kind: ingest}
                warm-up: {kind: train, method: sft, questions: ingest, split: train, steps: 1}
                rollouts: {kind: rollout, policy: warm-up, questions: ingest}
                labels: {kind: sample, rollouts: rollouts}
                curriculum:
                  kind: curriculum
                  labels: labels
                  phases: [{name: p, capabilities: [fine], labels: [easy]}]
                a: {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, prompts: 4, updates: 5, reward: {accuracy: 1}, \
                advantage: reinforce++, constant_groups: refill}
                b: {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, reward: {accuracy: 1, description: 1}, \
                advantage: gdpo, kl_in: reward, kl_correction: true}
                c: {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, reward: {accuracy: 1}, self_reward: split, \
                kl: 0, kl_target: 0.1, loss: sapo, clip_dual: 3}
                """)),
        Case(
            name: "external-rewards",
            files: pipeline(
                """
                ingest: {kind: ingest}
                warm-up: {kind: train, method: sft, questions: ingest, split: train, steps: 1}
                rollouts: {kind: rollout, policy: warm-up, questions: ingest}
                labels: {kind: sample, rollouts: rollouts}
                curriculum:
                  kind: curriculum
                  labels: labels
                  phases: [{name: p, capabilities: [fine], labels: [easy]}]
                a:
                  {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, reward: {external: \
                {url: "http://127.0.0.1:9000", environment: [A], files: [b.txt], api_key: KEY}}}
                b:
                  {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, reward: {external: \
                {command: [judge], environment: [A, PATH], api_key: KEY}}}
                c:
                  {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, reward: {external: \
                {command: [judge], environment: [A, A], files: [b.txt, b.txt]}}}
                d:
                  {kind: train, method: grpo, curriculum: curriculum, phase: p, policy: warm-up, \
                questions: ingest, steps: 1, \
                reward: {accuracy: 1, description_format: 1, length_buffer: 30}}
                """)),
        Case(
            name: "phase-rules",
            files: pipeline(
                """
                ingest: {kind: ingest}
                warm-up: {kind: train, method: sft, questions: ingest, steps: 1}
                rollouts: {kind: rollout, policy: warm-up, questions: ingest}
                labels: {kind: sample, rollouts: rollouts}
                curriculum:
                  kind: curriculum
                  labels: labels
                  phases:
                    - {name: a, capabilities: [fine], pass_rate: {from: 0.9, to: 0.1}, \
                replay: {share: 0.1}}
                    - {name: b, capabilities: [fine], exclude: [constant_rewards, shortcuts]}
                    - {name: c, capabilities: [fine], exclude: [constant_rewards]}
                    - {name: d, capabilities: [fine], temperature: 0, weights: usefull, \
                order: easy_to_hard, uniform_share: 2, per_picture: 0, size: 0, shortfall: warn}
                    - {name: e, capabilities: [fine], quotas: {shapes: 1.5, others: -1}}
                    - {name: f, capabilities: [fine], uniform_share: 0.5}
                train: {kind: train, method: grpo, curriculum: curriculum, phase: c, policy: warm-up, \
                questions: ingest, steps: 1, sample: controls}
                """)),
        Case(
            name: "phases-against-each-other",
            files: pipeline(
                """
                ingest: {kind: ingest}
                warm-up: {kind: train, method: sft, questions: ingest, steps: 1}
                rollouts: {kind: rollout, policy: warm-up, questions: ingest}
                labels: {kind: sample, rollouts: rollouts}
                curriculum:
                  kind: curriculum
                  labels: labels
                  phases:
                    - {name: first, capabilities: [fine], replay: {share: 0.1}}
                    - {name: second, capabilities: [fine], replay: {share: 0.1, phases: [fist, third]}}
                    - {name: third, capabilities: [fine]}
                """)),
        Case(
            name: "quota-of-no-data-set",
            overrides: [
                [
                    "stages.curriculum.phases",
                    "[{name: coarse, capabilities: [fine], quotas: {shape: 3, shapes: 1}}]",
                ]
            ]),
        Case(
            name: "sizes-and-quotas",
            files: pipeline(
                """
                ingest: {kind: ingest}
                warm-up: {kind: train, method: sft, questions: ingest, steps: 1}
                rollouts: {kind: rollout, policy: warm-up, questions: ingest}
                labels: {kind: sample, rollouts: rollouts}
                curriculum:
                  kind: curriculum
                  labels: labels
                  phases:
                    - {name: a, capabilities: [fine], temperature: 2, quotas: {shapes: 0.5}}
                    - {name: b, capabilities: [fine], weights: usefulness}
                    - {name: c, capabilities: [fine], size: 10, quotas: {shapes: 0.6, other: 0.6}}
                    - {name: d, capabilities: [fine], size: 10, quotas: {shapes: 0.6, other: 5}}
                """)),
        Case(
            name: "commands",
            files: pipeline(
                """
                empty: {kind: command, run: [""]}
                untold: {kind: command, run: ["true"], outputs: {result: out/b}}
                unknown: {kind: command, run: [cp, "{inputs.a}", "{output.a}"], \
                inputs: {a: a}, outputs: {a: b}}
                retries: {kind: command, run: ["true"], retries: 101, retry_delay: fast}
                """)),
        Case(
            name: "bare-names-without-a-repository",
            files: ["manifests/run.yaml": "name: q\npipeline: nowhere/small\ndatasets: ['']\n"]),
        Case(
            name: "lists-of-one",
            overrides: [
                ["stages.curriculum.phases", "[]"], ["stages.measure.policies", "[]"],
                ["stages.ingest", "[]"], ["stages.nothing.steps", "1"],
            ]),
    ]

    private static func manifest(_ more: String) -> String {
        RepositoryFixture.manifest + "\n" + more + "\n"
    }

    /// A data set of files with one more part, and a manifest that takes it.
    private static func dataset(_ more: String) -> [String: String] {
        [
            "manifests/run.yaml": "name: q\npipeline: small\ndatasets: [made]\n",
            "datasets/made.yaml": """
            name: made
            licence: MIT
            splits: {train: {annotations: a.json, images: i}}
            columns: {question: q, answer: a, images: i, target: t, keywords: k}
            capability: {constant: coarse}

            """ + more + "\n",
        ]
    }
}
