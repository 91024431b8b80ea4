/// What can be wrong with splits of files that are divided.
extension DiagnosticsGoldenTests {
    /// Shares that are none, names that clash, and parts that a stage misses.
    static let divisionCases = [
        Case(
            name: "divided-splits",
            files: [
                "manifests/run.yaml": "name: q\npipeline: small\ndatasets: [made]\n",
                "datasets/made.yaml": """
                name: made
                licence: MIT
                splits:
                  all: {annotations: a.json, divide: {train: 0, test: some, "a b": 1}}
                  none: {annotations: a.json, divide: {}}
                  list: {annotations: a.json, divide: [train, test]}
                columns: {question: q, answer: a, images: i}
                capability: {constant: coarse}
                """,
            ]),
        Case(
            name: "divided-splits-of-one-name",
            files: [
                "manifests/run.yaml": "name: q\npipeline: small\ndatasets: [made]\n",
                "datasets/made.yaml": """
                name: made
                licence: MIT
                splits:
                  all: {annotations: a.json, divide: {train: 8, test: 1, all: 1}}
                  test: {annotations: b.json}
                  more: {annotations: c.json, divide: {train: 1, dev: 1}}
                columns: {question: q, answer: a, images: i}
                capability: {constant: coarse}
                """,
            ]),
        Case(
            name: "parts-that-are-not-there",
            files: [
                "manifests/run.yaml": "name: q\npipeline: small\ndatasets: [made]\n",
                "datasets/made.yaml": """
                name: made
                licence: MIT
                splits: {all: {annotations: a.json, divide: {warmup: 1, train: 9}}}
                columns: {question: q, answer: a, images: i, target: t, keywords: k}
                capability: {constant: coarse}
                """, "datasets/a.json": "[]",
            ]),
        Case(
            name: "only-held-out-splits",
            files: [
                "manifests/run.yaml": "name: q\npipeline: small\ndatasets: [made]\n",
                "datasets/made.yaml": """
                name: made
                licence: MIT
                splits: {test: {annotations: a.json}}
                columns: {question: q, answer: a, images: i}
                capability: {constant: coarse}
                """, "datasets/a.json": "[]",
            ]),
    ]
}
