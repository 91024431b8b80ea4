import Records
import Sampling
import Storage

/// Rows of a gallery as lines of JSON, compressed.
enum GalleryText {
    /// How many bytes of the file rows may take, and how long their texts may be for that.
    struct Budget {
        /// What compressed rows may take in all.
        static let bytes = 9_000_000
        private static let longest = 1_500
        private static let shortest = 40

        private var left = bytes
        private var rowsLeft: Int
        /// How many bytes of a text are shown.
        private(set) var textLimit = longest

        init(rows: Int) { rowsLeft = rows }

        /// Counts a block. The texts of the next one are cut where this one took more than its part.
        mutating func add(_ byteCount: Int, rows: Int) {
            left -= byteCount
            rowsLeft -= rows
            guard rowsLeft > 0 else { return }
            let next = Double(max(0, left)) * Double(rows) / Double(rowsLeft)
            let factor = next / Double(max(1, byteCount))
            let limit = Double(textLimit) * min(4, factor * 0.9)
            textLimit = max(Budget.shortest, min(Budget.longest, Int(limit)))
        }
    }

    /// A block of rows: a line each.
    static func block(
        _ rows: [GalleryRow], _ names: GalleryNames, _ budget: inout Budget
    ) -> [UInt8] {
        let share = Budget.bytes / 8
        var bytes = lines(rows, names, budget.textLimit)
        // Texts that cannot be compressed are cut until no block takes an eighth of all.
        var limit = budget.textLimit
        while bytes.count > share, limit > 40 {
            limit /= 2
            bytes = lines(rows, names, limit)
        }
        budget.add(bytes.count, rows: rows.count)
        return bytes
    }

    private static func lines(
        _ rows: [GalleryRow], _ names: GalleryNames, _ limit: Int
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        for (place, row) in rows.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: "\n")) }
            line(row, names, limit).append(to: &bytes)
        }
        return ZlibData.compressed(bytes)
    }

    private static func line(
        _ row: GalleryRow, _ names: GalleryNames, _ limit: Int
    ) -> JSONValue {
        func shown(_ text: String, _ size: Int) -> JSONValue {
            .string(visible(GalleryRow.cut(text, size)))
        }
        let answers = row.answers.prefix(16).map { answer -> JSONValue in
            [
                answer.answer.map { shown($0, min(limit, 300)) } ?? .null,
                .integer(Verdict.allCases.firstIndex(of: answer.verdict) ?? 0),
                .integer(answer.count), shown(answer.response, limit),
            ]
        }
        return [
            shown(row.rate.question, 200), .integer(GalleryNames.label(row)),
            .integer(names.source(row)), .integer(names.capability(row)),
            shown(row.question?.text ?? "", limit),
            shown(row.question?.answer ?? "", min(limit, 300)),
            .array((row.question?.choices ?? []).prefix(26).map { shown($0, min(limit, 100)) }),
            .string(mean(row.rate)),
            .integer(LabelReason.allCases.firstIndex(of: row.rate.reason) ?? 0),
            .array(answers),
        ]
    }

    /// A text of several lines in which other control characters can be seen.
    private static func visible(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { FaultRenderer.printable(String($0)) }.joined(separator: "\n")
    }

    /// The pass rate of a question as words.
    static func mean(_ rate: PassRate) -> String {
        "pass rate "
            + Format.share(rate.estimate.mean, low: rate.estimate.low, high: rate.estimate.high)
            + ", \(rate.counts.right) of \(rate.counts.decided) right"
    }

    /// A verdict as words.
    static func word(_ verdict: Verdict) -> String {
        verdict.rawValue.replacing("_", with: " ")
    }

    /// Why a question has its label, as a sentence.
    static func reason(_ reason: LabelReason) -> String {
        switch reason {
        case .allDrawn: "All draws that were wanted are there."
        case .mixed: "Drawing stopped at a right answer and one that is not."
        case .certain: "Drawing stopped because the label was certain enough."
        case .budget: "A budget gave further draws to it."
        case .carried: "Nothing new was drawn: label and evidence are those of an earlier stage."
        case .insufficientDraws: "Undecided: draws are missing."
        case .uncertain: "Undecided: no label is probable enough."
        case .noAnswerFound: "Excluded: most responses hold no answer in the format asked for."
        case .truncated: "Excluded: most responses were cut off."
        case .rightButFormat:
            "Excluded: a response holds the gold answer, but not in the format asked for."
        case .suspectGold: "Excluded: the wrong answers agree with each other."
        }
    }
}
