import Records

/// What the draws of a question come to, in few bytes.
struct DrawTally: BitwiseCopyable, Sendable, Equatable {
    private(set) var right: UInt32 = 0
    private(set) var wrong: UInt32 = 0
    private(set) var noAnswerFound: UInt32 = 0
    private(set) var truncated: UInt32 = 0
    private(set) var notGradable: UInt32 = 0
    private(set) var missing: UInt32 = 0

    init() {}

    /// The draws of a row that tells their numbers.
    ///
    /// - Throws: a `Fault` where they cannot be.
    init(right: Int, draws: Int, notGradable: Int = 0, missing: Int = 0) throws(Fault) {
        guard right >= 0, draws >= 0, notGradable >= 0, missing >= 0 else {
            throw Fault(.badInput, "a negative number of draws")
        }
        guard draws <= Int(UInt32.max) / 4, missing <= Int(UInt32.max) / 4 else {
            throw Fault(.badInput, "\(max(draws, missing)) draws of one question")
        }
        guard right <= draws else {
            throw Fault(.badInput, "\(right) right draws of \(draws)")
        }
        guard notGradable <= draws - right else {
            throw Fault(
                .badInput, "\(right) right draws and \(notGradable) not gradable ones of \(draws)")
        }
        self.right = UInt32(right)
        wrong = UInt32(draws - right - notGradable)
        self.notGradable = UInt32(notGradable)
        self.missing = UInt32(missing)
    }

    /// Counts a draw. More than four billion of one question stay four billion.
    mutating func add(_ outcome: DrawnResult) {
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
    }

    private static func add(_ count: UInt32, to sum: inout UInt32) {
        let (value, isTooLarge) = sum.addingReportingOverflow(count)
        sum = isTooLarge ? .max : value
    }

    /// The same as counts of verdicts.
    var counts: VerdictCounts {
        VerdictCounts(
            right: Int(right), notRight: Int(wrong) + Int(noAnswerFound) + Int(truncated),
            notGradable: Int(notGradable), missing: Int(missing),
            noAnswerFound: Int(noAnswerFound), truncated: Int(truncated))
    }
}
