import Records
import Storage

/// What `groups.parquet` says before anything is labelled: which kinds there are, and whether each
/// question is there once. Memory does not grow with the table.
struct GroupSurvey {
    /// The kinds of draws.
    private(set) var kinds: Set<RolloutKind> = []
    /// How many questions have answers.
    private(set) var questionCount = 0

    /// Looks through a table.
    ///
    /// - Parameter folder: a folder for what memory does not hold.
    /// - Throws: a `Fault` of code `badInput` if questions are there several times.
    init(_ path: String, spillingTo folder: String) throws(Fault) {
        var keys = RecordSorter<Key128>(in: SpillSpace(folder: folder))
        try GroupSurvey.forEach(path) { question, kind throws(Fault) in
            kinds.insert(kind)
            guard kind == .answer else { return }
            questionCount += 1
            try keys.append(GroupSurvey.key(question))
        }
        var sorted = try keys.sorted()
        var last: Key128?
        var repeated: (key: Key128, rows: Int)?
        while let key = try sorted.next() {
            if key == last { repeated = (repeated?.key ?? key, (repeated?.rows ?? 0) + 1) }
            last = key
        }
        guard let repeated else { return }
        throw Fault(
            .badInput,
            "\(repeated.rows) of \(questionCount) questions are there before, the first of them "
                + "`\(try GroupSurvey.name(of: repeated.key, path))`; expected each id once",
            remedy: "give each question an id of its own, or remove the copies")
    }

    /// The kinds of draws that a table tells of.
    static func kinds(_ path: String) throws(Fault) -> Set<RolloutKind> {
        var kinds: Set<RolloutKind> = []
        try forEach(path) { _, kind in kinds.insert(kind) }
        return kinds
    }

    /// A question's id as a key.
    static func key(_ question: String) -> Key128 {
        Key128(SHA256.digest(of: Array(question.utf8)))
    }

    private static func name(of key: Key128, _ path: String) throws(Fault) -> String {
        var name = ""
        try forEach(path) { question, _ in
            if name.isEmpty, GroupSurvey.key(question) == key { name = question }
        }
        return name
    }

    /// Calls `body` with the question and the kind of each group.
    private static func forEach(
        _ path: String, _ body: (String, RolloutKind) throws(Fault) -> Void
    ) throws(Fault) {
        func next(_ batches: ParquetBatches) throws(Fault) -> Bool {
            do throws(ParquetFault) { return try batches.next() } catch { throw error.fault }
        }
        let batches: ParquetBatches
        let questions: ParquetTexts
        let kindNames: ParquetTexts
        do throws(ParquetFault) {
            batches = ParquetBatches(try ParquetFile(path))
            questions = try batches.texts("question")
            kindNames = try batches.texts("kind")
        } catch {
            throw error.fault
        }
        var kinds: [RolloutKind?] = []
        while try next(batches) {
            TextMemo.read(kindNames, into: &kinds, absent: nil) { RolloutKind(rawValue: $0.text) }
            for row in 0..<batches.count {
                guard let question = questions[row], let kind = kinds[row] else {
                    throw Fault(
                        .badInput,
                        "row \(batches.rows.lowerBound + row) of `\(DrawGroup.table)` has no "
                            + "question, or no kind that is known",
                        remedy: "run the rollout stage again")
                }
                try body(question.text, kind)
            }
        }
    }
}
