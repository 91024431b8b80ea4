public import Records

/// What a budget of further draws was spent on, and what it did for the labels.
public struct BoughtDraws: Sendable {
    /// How many draws there might have been.
    private(set) var budget: Int
    /// How many there were: fewer where no further draw was worth anything.
    private(set) var drawCount = 0
    /// How many questions got some.
    private(set) var questionCount = 0
    /// How many labels are expected to be wrong without them.
    private(set) var wrongBefore = 0.0
    /// And with them.
    private(set) var wrongAfter = 0.0

    /// Nothing spent yet.
    public init(budget: Int) { self.budget = budget }

    /// Counts a question.
    ///
    /// - Parameters:
    ///   - drawCount: how many of its draws the budget paid for.
    ///   - before: the probability that its label is wrong, without them.
    ///   - after: the probability with them.
    public mutating func add(_ drawCount: Int, before: Double, after: Double) {
        self.drawCount += drawCount
        questionCount += drawCount > 0 ? 1 : 0
        wrongBefore += before
        wrongAfter += after
    }

    /// Joins what two units spent.
    mutating func add(_ other: BoughtDraws) {
        budget += other.budget
        drawCount += other.drawCount
        questionCount += other.questionCount
        wrongBefore += other.wrongBefore
        wrongAfter += other.wrongAfter
    }

    /// As a fact of a receipt.
    var json: JSONValue {
        [
            "budget": .integer(budget), "draws": .integer(drawCount),
            "questions": .integer(questionCount), "expected_wrong_before": .real(wrongBefore),
            "expected_wrong_after": .real(wrongAfter),
        ]
    }

    /// From a fact of a receipt; nothing where it tells of no budget.
    public init?(json: JSONValue?) {
        guard let json, let budget = json["budget"]?.integerValue,
            let drawCount = json["draws"]?.integerValue,
            let questionCount = json["questions"]?.integerValue,
            let before = json["expected_wrong_before"]?.realValue,
            let after = json["expected_wrong_after"]?.realValue
        else { return nil }
        self.budget = budget
        self.drawCount = drawCount
        self.questionCount = questionCount
        wrongBefore = before
        wrongAfter = after
    }

    /// As a sentence.
    var line: String {
        "\(drawCount) further draws for \(questionCount) questions: expected wrong labels "
            + "\(Format.fixed(wrongBefore, 1)) -> \(Format.fixed(wrongAfter, 1))"
    }

    /// What was left over, as a sentence; nothing if nothing was.
    var notice: String? {
        guard drawCount < budget else { return nil }
        return "\(budget - drawCount) draws of the budget were not spent: they would have made no "
            + "label surer"
    }
}
