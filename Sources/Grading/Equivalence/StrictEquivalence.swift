public import Records

/// Whether an answer says what the gold answer says: numbers and expressions exactly, units kept,
/// choices by letter or text, words by folding.
///
/// Pure, and bounded: texts longer than `longest` bytes are compared as words only.
public struct StrictEquivalence: Sendable, Hashable {
    /// The name and behaviour version.
    public static let identifier = "strict@1"

    /// How far a number may be off, as a share of the gold number; nothing for exactly.
    public var tolerance: Double?

    static let longest = 2048
    private static let mostParts = 64

    /// An equivalence of exact numbers, or of numbers within a tolerance.
    public init(tolerance: Double? = nil) { self.tolerance = tolerance }

    /// The verdict on an answer that was found.
    ///
    /// - Parameters:
    ///   - given: the answer.
    ///   - gold: the gold answer; `notGradable` if it is empty.
    ///   - choices: the question's options, in the order of their letters.
    public func verdict(given: String, gold: String, choices: [String] = []) -> Verdict {
        if given == gold, !given.isEmpty { return .right }
        guard given.utf8.count <= StrictEquivalence.longest,
            gold.utf8.count <= StrictEquivalence.longest
        else { return StrictEquivalence.longVerdict(given, gold) }
        let own = AnswerText.undressed(AnswerText.normal(given))
        let its = AnswerText.undressed(AnswerText.normal(gold))
        guard !its.isEmpty else { return .notGradable }
        guard !own.isEmpty else { return .wrong }
        if own == its { return .right }
        if let verdict = ChoiceLetter.verdict(own, its, choices, self) { return verdict }
        return compare(own, its)
    }

    /// The verdict where a text is too long to be taken apart.
    private static func longVerdict(_ given: String, _ gold: String) -> Verdict {
        let (own, its) = (AnswerText.normal(given), AnswerText.normal(gold))
        let folded = FoldedWords.fold(its)
        if folded.isEmpty { return .notGradable }
        return FoldedWords.fold(own) == folded ? .right : .wrong
    }

    /// The verdict on texts without their dress.
    func compare(_ own: [UInt8], _ its: [UInt8]) -> Verdict {
        let (folded, gold) = (FoldedWords.fold(own), FoldedWords.fold(its))
        if folded == gold { return .right }
        if let expected = FoldedWords.truth(gold, mayGoOn: false) {
            return FoldedWords.truth(folded, mayGoOn: true) == expected ? .right : .wrong
        }
        let list = AnswerList(its)
        guard list.parts.count > 1 else { return comparePart(own, its) }
        var ownList = AnswerList(own)
        // `P=(1,2)`.
        let value = ownList.parts.count == 1 ? Equation.sides(own, its).own : own
        if ownList.parts.count == 1 { ownList = AnswerList(value) }
        if ownList.parts.count != list.parts.count {
            // "100,200,300" is one number, unless three are asked for.
            ownList = AnswerList(value, thousands: false)
        }
        return compare(ownList, list)
    }

    private func compare(_ own: AnswerList, _ its: AnswerList) -> Verdict {
        guard own.parts.count == its.parts.count, its.parts.count <= StrictEquivalence.mostParts,
            own.opening == its.opening, own.closing == its.closing
        else { return .wrong }
        var open = own.parts
        for part in its.parts {
            let candidates = its.isUnordered ? Array(open.indices) : [0]
            guard let found = candidates.first(where: { comparePart(open[$0], part) == .right })
            else { return .wrong }
            open.remove(at: found)
        }
        return .right
    }

    /// Whether a text is more than words: letters alone are no product, "on" is not "no".
    private static func isMathematics(_ text: [UInt8]) -> Bool {
        text.count == 1
            || text.contains { byte in
                byte &- 48 < 10 || signs.contains(byte)
            }
            // `sin(x)`, but not `(AB)`.
            || text.dropFirst().contains(UInt8(ascii: "("))
    }

    private static let signs = Array("+-*/^=\\!|".utf8)

    private func comparePart(_ own: [UInt8], _ its: [UInt8]) -> Verdict {
        let relation = Relation(its)
        if relation != nil || Relation(own) != nil {
            guard let relation, let ownRelation = Relation(own),
                relation.signs == ownRelation.signs
            else { return .wrong }
            let isSame = zip(ownRelation.sides, relation.sides).allSatisfy {
                comparePart($0, $1) == .right
            }
            return isSame ? .right : .wrong
        }
        let (left, right) = Equation.sides(own, its)
        if FoldedWords.fold(left) == FoldedWords.fold(right) { return .right }
        let goldNumber = FoldedWords.number(right)
        guard goldNumber != nil || StrictEquivalence.isMathematics(right),
            !LiteralText.isOne(left), !LiteralText.isOne(right),
            let gold = Quantity(goldNumber ?? right),
            let quantity = Quantity(FoldedWords.number(left) ?? left)
        else { return .wrong }
        switch quantity.equals(gold: gold, within: tolerance) {
        case .some(true): return .right
        case .some(false): return .wrong
        case nil: return .notGradable
        }
    }
}
