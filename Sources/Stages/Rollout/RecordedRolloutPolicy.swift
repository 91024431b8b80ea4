import Engine
import Manifests
import Records
import Rollouts

/// Rollouts that somebody drew before.
struct RecordedRolloutPolicy: RolloutPolicy {
    private let files: [(path: String, name: String)]
    private let format: RecordedFormat
    private let draws: [RolloutKind: Int]
    let keyMaterial: JSONValue
    private let rollouts = Once<RecordedRollouts>()

    /// - Throws: a `Fault`, at its place in the manifest, where a file cannot be read.
    init(
        _ run: RunSpecification, _ settings: RolloutSettings, _ workspace: Workspace
    ) throws(Fault) {
        guard let recorded = run.policy.recorded,
            let format = RecordedFormat(rawValue: recorded.format.rawValue)
        else { throw Fault(.internalError, "a policy of the kind `recorded` has no files") }
        var files: [(path: String, name: String)] = []
        var digests: [JSONValue] = []
        for (index, name) in recorded.files.enumerated() {
            let field = "policy.recorded.files.\(index)"
            let path = run.path(name, givenAt: field)
            let digest = try Fault.located(at: run.locations[field]) { () throws(Fault) in
                try workspace.digests.digest(ofFile: path)
            }
            digests.append(.string(digest.hex))
            files.append((path, name))
        }
        self.files = files
        self.format = format
        draws = settings.passes.reduce(into: [.answer: settings.draws]) {
            $0[$1.kind == .blind ? .blind : .description] = $1.draws
        }
        keyMaterial = [
            "model": .string(recorded.model), "format": .string(format.rawValue),
            "files": .array(digests),
        ]
    }

    func source(
        _ context: UnitContext, questions: [Question]
    ) async throws(Fault) -> any PolicySource {
        RecordedSource(
            rollouts: try await recorded(questions), questions: questions)
    }

    func provenance(_ context: MergeContext) -> [JSONValue.Member] {
        [.init("recorded", keyMaterial)]
    }

    func leftovers(_ questions: [Question]) async throws(Fault) -> RolloutLeftovers {
        let found = try await recorded(questions)
        let rows = found.leftovers(beyond: draws)
        var notices: [String] = []
        if !rows.isEmpty {
            let counts = Dictionary(grouping: rows, by: \.reason).mapValues(\.count)
            let list = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            notices.append(
                "\(rows.count) of \(found.rowCount) recorded rows became no rollout "
                    + "(\(list.joined(separator: ", "))); unused_rows.jsonl lists them")
        }
        if found.cutCount > 0 {
            notices.append(
                "\(found.cutCount) recorded responses are cut to 103 characters: their recorded "
                    + "verdicts stand, and no grader can look again")
        }
        return RolloutLeftovers(rows: rows, notices: notices)
    }

    /// What was recorded, read by the first unit that asks.
    private func recorded(_ questions: [Question]) async throws(Fault) -> RecordedRollouts {
        let (files, format) = (files, format)
        return try await rollouts.value { () throws(Fault) in
            try RecordedRollouts(files: files, format: format, questions: questions)
        }
    }
}
