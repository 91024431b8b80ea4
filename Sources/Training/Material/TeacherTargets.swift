public import Records
public import Storage

/// Right answers of a rollout stage as responses to imitate: what a teacher knows.
public struct TeacherTargets: Sendable {
    /// A question for each answer that is imitated, which is its target.
    public private(set) var lessons: [Question] = []
    /// Questions without such an answer.
    public private(set) var rejects = RejectTable.training

    private struct Answer {
        var draw: Int
        var text: String
        /// Whether the description alone was enough for a right answer; nothing if nobody tried.
        var isSufficient: Bool?
        /// Whether the text may be cut: it came with its verdict.
        var isRecorded: Bool
    }

    /// The shortest right answers to each question, of equally short ones the first drawn.
    ///
    /// - Parameters:
    ///   - folder: what the rollout stage published.
    ///   - limit: the most answers to a question.
    ///   - sufficient: whether only answers count whose description alone led to a right answer in the
    ///     second pass without stating it (Vision-SR1's cold start, arXiv 2508.19652).
    /// - Throws: a `Fault` where a table cannot be read.
    public init(_ folder: String, limit: Int, sufficient: Bool) throws(Fault) {
        var answers = try TeacherTargets.rightAnswers(folder)
        let questions = try TableReader.read(Question.self, from: folder + "/questions.jsonl")
        for question in questions {
            let all = answers.removeValue(forKey: Array(question.id.utf8)) ?? []
            let whole = all.filter { !$0.isRecorded }
            let usable = sufficient ? whole.filter { $0.isSufficient == true } : whole
            if usable.isEmpty {
                let (reason, detail) =
                    all.isEmpty
                    ? ("no_right_answer", "the teacher does not answer it right")
                    : whole.isEmpty
                        ? ("text_not_whole", "the right answers' texts are cut")
                        : (
                            "description_insufficient",
                            "no description of the teacher's \(whole.count) right answers suffices"
                        )
                rejects.add(question, reason: reason, detail: detail)
                continue
            }
            let shortest = usable.sorted {
                ($0.text.utf8.count, $0.draw) < ($1.text.utf8.count, $1.draw)
            }
            for answer in shortest.prefix(limit) {
                var lesson = question
                lesson.target = answer.text
                // Who reads a description that is not enough learns to guess.
                lesson.textOnlyTarget = answer.isSufficient == true ? answer.text : nil
                lessons.append(lesson)
            }
        }
    }

    /// As a sentence.
    public var line: String {
        let others = rejects.rows.isEmpty ? "" : ", none of others (\(rejects.description))"
        return "\(lessons.count) right answers of the teacher\(others)"
    }

    /// The answers that the grader says are right, by the bytes of their questions' ids.
    private static func rightAnswers(_ folder: String) throws(Fault) -> [[UInt8]: [Answer]] {
        var answers: [[UInt8]: [Answer]] = [:]
        // The draws that were given a description come after the answers of their unit.
        try ParquetTableReader.forEach(
            Rollout.self, from: folder + "/rollouts.parquet"
        ) { rollout in
            let key = Array(rollout.question.utf8)
            switch rollout.kind {
            case .answer where rollout.verdict == .right:
                answers[key, default: []].append(
                    Answer(
                        draw: rollout.draw, text: rollout.response,
                        isRecorded: rollout.grader == Rollout.recordedGrader))
            case .description:
                guard let place = answers[key]?.firstIndex(where: { $0.draw == rollout.parent })
                else { return }
                let suffices = rollout.verdict == .right && rollout.statesAnswer != true
                let before = answers[key]?[place].isSufficient ?? false
                answers[key]?[place].isSufficient = before || suffices
            default: break
            }
        }
        return answers
    }
}
