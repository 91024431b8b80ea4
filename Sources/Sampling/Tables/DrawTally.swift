import Records

/// What the draws of a question come to, in few bytes.
struct DrawTally: BitwiseCopyable, Sendable, Hashable {
    private(set) var right: UInt32 = 0
    private(set) var wrong: UInt32 = 0
    private(set) var noAnswerFound: UInt32 = 0
    private(set) var truncated: UInt32 = 0
    private(set) var notGradable: UInt32 = 0
    private(set) var missing: UInt32 = 0
    /// Those of `wrong`, `noAnswerFound` and `truncated` that are right but for the format.
    private(set) var rightButFormat: UInt32 = 0

    /// More draws of one question are a slip of whoever wrote the table.
    private static let mostDraws = 1 << 20

    init() {}

    /// The draws of a row that tells their numbers.
    ///
    /// - Throws: a `Fault` where they cannot be, and what `detail` throws.
    init(
        right: Int, draws: Int, detail: (DrawDetail) throws(Fault) -> Int
    ) throws(Fault) {
        var parts: [DrawDetail: Int] = [:]
        for part in DrawDetail.allCases { parts[part] = try detail(part) }
        func count(_ part: DrawDetail) -> Int { parts[part] ?? 0 }
        let all = [right, draws] + DrawDetail.allCases.map(count)
        guard all.allSatisfy({ $0 >= 0 }) else {
            throw Fault(.badInput, "a negative number of draws")
        }
        if let most = all.max(), most > DrawTally.mostDraws {
            throw Fault(.badInput, "\(most) draws of one question")
        }
        guard right <= draws else {
            throw Fault(.badInput, "\(right) right draws of \(draws)")
        }
        let others = count(.notGradable) + count(.noAnswerFound) + count(.truncated)
        guard others <= draws - right, count(.rightButFormat) <= draws - right else {
            let told = DrawDetail.allCases.filter { $0 != .missing && count($0) > 0 }
                .map { "\(count($0)) \($0.rawValue)" }
            throw Fault(
                .badInput, "\(right) right draws and \(told.joined(separator: ", ")) of \(draws)")
        }
        self.right = UInt32(right)
        wrong = UInt32(draws - right - others)
        noAnswerFound = UInt32(count(.noAnswerFound))
        truncated = UInt32(count(.truncated))
        rightButFormat = UInt32(count(.rightButFormat))
        notGradable = UInt32(count(.notGradable))
        missing = UInt32(count(.missing))
    }

    /// Counts a draw. More than four billion of one question stay four billion.
    ///
    /// - Parameter isRightButFormat: whether a response without an answer holds the gold answer all the
    ///   same.
    mutating func add(_ outcome: DrawnResult, isRightButFormat: Bool = false) {
        if isRightButFormat, outcome == .noAnswerFound || outcome == .truncated {
            DrawTally.add(1, to: &rightButFormat)
        }
        switch outcome {
        case .right: DrawTally.add(1, to: &right)
        case .wrong: DrawTally.add(1, to: &wrong)
        case .noAnswerFound: DrawTally.add(1, to: &noAnswerFound)
        case .truncated: DrawTally.add(1, to: &truncated)
        case .notGradable: DrawTally.add(1, to: &notGradable)
        case .missing: DrawTally.add(1, to: &missing)
        case .otherKind, .malformed: break
        }
    }

    /// Counts the draws of another tally too.
    mutating func add(_ other: DrawTally) {
        DrawTally.add(other.right, to: &right)
        DrawTally.add(other.wrong, to: &wrong)
        DrawTally.add(other.noAnswerFound, to: &noAnswerFound)
        DrawTally.add(other.truncated, to: &truncated)
        DrawTally.add(other.notGradable, to: &notGradable)
        DrawTally.add(other.missing, to: &missing)
        DrawTally.add(other.rightButFormat, to: &rightButFormat)
    }

    private static func add(_ count: UInt32, to sum: inout UInt32) {
        let (value, isTooLarge) = sum.addingReportingOverflow(count)
        sum = isTooLarge ? .max : value
    }

    /// Feeds the counts into a hasher, two at a time.
    func hash(into hasher: inout Hasher) {
        func feed(_ first: UInt32, _ second: UInt32) {
            hasher.combine(UInt64(first) << 32 | UInt64(second))
        }
        feed(right, wrong)
        feed(noAnswerFound, truncated)
        feed(notGradable, missing)
        hasher.combine(rightButFormat)
    }

    /// The same as counts of verdicts.
    var counts: VerdictCounts {
        VerdictCounts(
            right: Int(right), notRight: Int(wrong) + Int(noAnswerFound) + Int(truncated),
            notGradable: Int(notGradable), missing: Int(missing),
            noAnswerFound: Int(noAnswerFound), truncated: Int(truncated),
            rightButFormat: Int(rightButFormat))
    }
}
