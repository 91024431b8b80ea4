public import Records

/// Which columns of a table of draws say what.
public struct DrawColumns: Sendable, Hashable {
    /// What a row tells.
    enum Form: Sendable, Hashable {
        /// The draws of a question: how many, and how many of them are right.
        case counts(right: String, draws: String)
        /// One draw: a verdict, or an accuracy of 0 or 1.
        case draw(outcome: String)
    }

    /// The column of ids.
    var id: String
    /// What a row tells.
    var form: Form
    /// The column of data sets.
    var source: String?
    /// The column of capabilities.
    var capability: String?
    /// The column that says what was drawn.
    var kind: String?
    /// What else a row tells of the draws, where it tells numbers.
    var details: [DrawDetail] = []
    /// The column that says whether a draw is right but for the format.
    var rightButFormat: String?

    /// The accuracy in PeBR-R1's rollouts: a member of `score`.
    static let nestedAccuracy = "score.accuracy"

    private static let ids = ["qid", "question_id", "id", "question"]
    private static let right = ["right", "num_correct", "n_correct", "correct_count"]
    private static let draws = ["draws", "num_draws", "num_samples", "n_samples", "total", "n"]
    private static let outcomes = [
        "verdict", "correct", "is_correct", nestedAccuracy, "accuracy", "acc",
    ]

    /// Finds the columns among those of a table.
    ///
    /// - Throws: a `Fault` that says what is missing and what there is.
    public init(_ names: [String], in path: String) throws(Fault) {
        func first(of candidates: [String]) -> String? {
            candidates.first { candidate in
                names.contains { $0.utf8.elementsEqual(candidate.utf8) }
            }
        }
        func fault(_ what: String, _ candidates: [String]) -> Fault {
            let known = names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
            return Fault(
                .badInput,
                "`\(path)` has no column with \(what); there are \(names.isEmpty ? "none" : known)",
                remedy: "name it `" + candidates.joined(separator: "`, `") + "`")
        }
        guard let id = first(of: DrawColumns.ids) else {
            throw fault("the question's id", DrawColumns.ids)
        }
        self.id = id
        source = first(of: ["source", "data_source", "dataset"])
        capability = first(of: ["capability"])
        // Beside any other number, `correct` says how one draw went.
        let correct = first(of: ["total"]) == nil ? nil : first(of: ["correct"])
        if let right = first(of: DrawColumns.right) ?? correct,
            let draws = first(of: DrawColumns.draws)
        {
            form = .counts(right: right, draws: draws)
            details = DrawDetail.allCases.filter { first(of: [$0.rawValue]) != nil }
            return
        }
        guard let outcome = first(of: DrawColumns.outcomes) else {
            throw fault(
                "verdicts, nor two with right draws and all draws",
                DrawColumns.outcomes + ["right` and `draws"])
        }
        form = .draw(outcome: outcome)
        kind = first(of: ["kind"])
        rightButFormat = first(of: [DrawDetail.rightButFormat.rawValue])
    }

    /// Whether each row is a question.
    public var isByQuestion: Bool { if case .counts = form { true } else { false } }
}
