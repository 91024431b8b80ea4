public import Records

/// What came of the questions of a table.
public struct ResampledTable: Sendable {
    let table: String
    let output: String
    let rule: LabelRule
    let priors: SourcePriors
    let rows: DrawRowCounts
    let rejects: [String: Int]
    let countedRows: Int
    let mixedSources: Int
    let unknownCapabilities: Int
    let census: LabelCensus
    let split: LiteralSplit?

    private var rejectCount: Int { rejects.values.reduce(0, +) }

    /// Makes sure that nothing was lost and nothing counted twice.
    ///
    /// - Throws: a `Fault` of code `internalError` where something was.
    func check(questions: Int) throws(Fault) {
        let rowSum = countedRows + rejectCount + rows.otherKind
        guard rows.rows == rowSum else {
            throw Fault(.internalError, "\(rows.rows) rows, of which \(rowSum) are accounted for")
        }
        let labels = Difficulty.allCases.reduce(0) { $0 + census.count($1) }
        guard questions == labels, questions == census.questionCount else {
            throw Fault(.internalError, "\(questions) questions have \(labels) labels")
        }
    }

    /// As an object.
    public var json: JSONValue {
        func counts(_ pairs: [(String, Int)]) -> JSONValue {
            .object(pairs.map { .init($0.0, .integer($0.1)) })
        }
        let reasons = LabelReason.allCases.map { ($0.rawValue, census.count($0)) }
        var members: [JSONValue.Member] = [
            .init("format", 1), .init("table", .string(table)), .init("output", .string(output)),
            .init("rule", .string("\(rule.name)@\(rule.version)")),
            .init("priors", priors.json),
            .init("rows", .integer(rows.rows)), .init("counted_rows", .integer(countedRows)),
            .init("other_kind_rows", .integer(rows.otherKind)),
            .init("rejects", counts(rejects.sorted { $0.key < $1.key })),
            .init("questions", .integer(census.questionCount)),
            .init(
                "labels",
                counts(Difficulty.allCases.map { ($0.rawValue, census.count($0)) })),
            .init("reasons", counts(reasons.filter { $0.1 > 0 })),
            .init("histogram", .array(census.histogram.map { .integer($0) })),
            .init("mixed_sources", .integer(mixedSources)),
            .init("unknown_capabilities", .integer(unknownCapabilities)),
        ]
        if let split {
            members.append(
                .init(
                    "split",
                    counts(
                        Array(zip(LiteralSplit.names, split.counts)) + [("in_none", split.left)])))
        }
        return .object(members)
    }

    /// As text for a person.
    public var text: String {
        var lines = [
            "\(rows.rows) rows = \(countedRows) counted + \(rows.otherKind) of other kinds + "
                + "\(rejectCount) rejected"
        ]
        for (reason, count) in rejects.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("  \(count) \(reason)")
        }
        let labels = Difficulty.allCases.map { "\(census.count($0)) \($0.rawValue)" }
        lines.append("\(census.questionCount) questions = \(labels.joined(separator: " + "))")
        for reason in [
            LabelReason.noAnswerFound, .truncated, .rightButFormat, .suspectGold,
            .insufficientDraws, .uncertain,
        ] where census.count(reason) > 0 {
            lines.append("  \(census.count(reason)) \(reason.rawValue)")
        }
        lines.append(
            "questions by right answers, 0 to \(max(0, census.histogram.count - 1)): "
                + census.histogram.map(String.init).joined(separator: " "))
        if mixedSources > 0 {
            lines.append("\(mixedSources) questions have rows of several sources; the first counts")
        }
        if unknownCapabilities > 0 {
            lines.append("\(unknownCapabilities) questions have a capability that is not known")
        }
        if let split {
            let files = zip(LiteralSplit.names, split.counts).map { "\($1) in \($0)" }
            lines.append(files.joined(separator: ", ") + ", \(split.left) records in none")
        }
        return (lines + ["\(output)/pass_rates.parquet"]).joined(separator: "\n") + "\n"
    }
}
