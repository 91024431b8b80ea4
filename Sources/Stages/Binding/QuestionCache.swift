import Engine
import Records
import Storage

/// Questions of the ingest artifacts that a run has read, so that the units of a stage do not each
/// read the table again.
actor QuestionCache {
    private var tables: [String: Result<[Question], Fault>] = [:]

    /// All questions of an artifact, in table order.
    func questions(of artifact: Artifact) throws(Fault) -> [Question] {
        let path = artifact.path("questions.jsonl")
        if let known = tables[path] { return try known.get() }
        let result: Result<[Question], Fault>
        do throws(Fault) {
            result = .success(try TableReader.read(Question.self, from: path))
        } catch {
            result = .failure(error)
        }
        tables[path] = result
        return try result.get()
    }

    /// The questions of one split.
    ///
    /// - Throws: a `Fault` if the split has none; it names the splits that do.
    func questions(of artifact: Artifact, split: String) throws(Fault) -> [Question] {
        let all = try questions(of: artifact)
        let chosen = all.filter { $0.split == split }
        if chosen.isEmpty {
            let names = Set(all.map(\.split)).sorted().joined(separator: ", ")
            throw Fault(
                .badInput, "no question is in the split `\(split)`",
                remedy: "splits with questions: \(names.isEmpty ? "none" : names)")
        }
        return chosen
    }
}
