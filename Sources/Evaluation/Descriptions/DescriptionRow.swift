public import Records
import Rewards
import Sampling
import Training

/// What a policy's descriptions are worth: a row of `descriptions`.
///
/// The language shortcut rate is given by both definitions: Vision-SR1's (arXiv 2508.19652), of all
/// responses those that are right though the description does not suffice, which falls when accuracy
/// falls; and the share of those among the right ones, which does not.
public struct DescriptionRow: TableRow, Hashable {
    /// The stage that made the policy.
    public var policy: String
    /// `greedy` or `sampled`; so is the second pass.
    public var mode: String
    /// Who answers from the descriptions: `self`, or the stage of a fixed policy.
    public var reader: String
    /// A capability's name, or `all`.
    public var capability: String
    /// A family's name, in the row of one.
    public var family: String?
    /// What its descriptions were worth, in sums.
    var counts: DescriptionCounts

    /// A response with what was made of its description.
    struct Item: Sendable {
        var question: String
        var isRight: Bool
        var outcome: DescriptionReader.Outcome
        var comparison: KeywordLexicon.Comparison?
    }

    /// The rows of a policy's responses, one for each group of questions.
    static func rows(
        policy: String, mode: String, reader: String, questions: [Question],
        family field: String, items: [Item], drawsEach: Int
    ) -> [DescriptionRow] {
        var counts: [QuestionGroup: DescriptionCounts] = [:]
        var groups: [[UInt8]: [QuestionGroup]] = [:]
        for question in questions {
            let own = QuestionGroup.groups(of: question, field: field)
            groups[Array(question.id.utf8)] = own
            for group in own {
                counts[group, default: DescriptionCounts()].questions += 1
                counts[group]?.draws += drawsEach
            }
        }
        for item in items {
            for group in groups[Array(item.question.utf8)] ?? [] {
                counts[group]?.add(item.outcome, isRight: item.isRight, item.comparison)
            }
        }
        return QuestionGroup.ordered(questions, field: field).compactMap { group in
            counts[group].map {
                DescriptionRow(
                    policy: policy, mode: mode, reader: reader, capability: group.capability,
                    family: group.family, counts: $0)
            }
        }
    }

    /// A share of responses, with Wilson's 95 % interval over questions.
    struct Share: Sendable {
        /// The share; nothing of no responses.
        var value: Double?
        /// Its interval.
        var interval: WilsonInterval

        init(_ part: Int, of whole: Int, _ counts: DescriptionCounts) {
            value = whole == 0 ? nil : Double(part) / Double(whole)
            let drawsEach = max(1, counts.draws / max(1, counts.questions))
            let worth = Int((Double(whole) / Double(drawsEach)).rounded())
            interval = WilsonInterval(part, of: whole, questions: worth)
        }
    }

    /// Of all responses, those whose description suffices to answer right.
    var sufficiency: Share { Share(counts.sufficient, of: counts.draws, counts) }
    /// Of all responses, right ones whose description does not suffice.
    var shortcutRate: Share { Share(counts.shortcuts, of: counts.draws, counts) }
    /// Of right responses, those whose description does not suffice.
    var shortcutsOfRight: Share { Share(counts.shortcuts, of: counts.right, counts) }

    /// Of the keywords of all questions asked, those that descriptions name.
    var recall: Double? { DescriptionRow.ratio(counts.named, counts.named + counts.missed) }
    /// Of the keywords named, of whatever question, those that are the question's own.
    var precision: Double? {
        DescriptionRow.ratio(counts.named, counts.named + counts.hallucinated)
    }
    /// Keywords of other questions that a description names, in the mean.
    var hallucinations: Double? { DescriptionRow.ratio(counts.hallucinated, counts.compared) }
    /// Keywords of the question that a description misses, in the mean.
    var misses: Double? { DescriptionRow.ratio(counts.missed, counts.compared) }
    /// Of the descriptions, those that name a keyword of another question.
    var hallucinatingShare: Double? { DescriptionRow.ratio(counts.hallucinating, counts.compared) }

    private static func ratio(_ part: Int, _ whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}

extension DescriptionRow {
    /// The row as an object.
    public var json: JSONValue {
        func number(_ value: Double?) -> JSONValue { value.map { .real($0) } ?? .null }
        func members(_ name: String, _ share: Share) -> [JSONValue.Member] {
            [
                .init(name, number(share.value)), .init(name + "_low", .real(share.interval.low)),
                .init(name + "_high", .real(share.interval.high)),
            ]
        }
        let head: [JSONValue.Member] = [
            .init("policy", .string(policy)), .init("mode", .string(mode)),
            .init("reader", .string(reader)), .init("capability", .string(capability)),
            .init("family", family.map { .string($0) } ?? .null),
        ]
        let sums = DescriptionCounts.columns.map {
            JSONValue.Member($0.name, .integer(counts[keyPath: $0.path]))
        }
        return .object(
            head + sums + members("sufficiency", sufficiency)
                + members("shortcut_rate", shortcutRate)
                + members("shortcuts_of_right", shortcutsOfRight)
                + [
                    .init("keyword_recall", number(recall)),
                    .init("keyword_precision", number(precision)),
                    .init("hallucinated_each", number(hallucinations)),
                    .init("missed_each", number(misses)),
                    .init("hallucinating_share", number(hallucinatingShare)),
                ])
    }

    /// The row from its object.
    public init(json: JSONValue) throws(Fault) {
        policy = try json.column("policy", \.stringValue)
        mode = try json.column("mode", \.stringValue)
        reader = try json.column("reader", \.stringValue)
        capability = try json.column("capability", \.stringValue)
        family = json["family"]?.stringValue
        counts = DescriptionCounts()
        for column in DescriptionCounts.columns {
            counts[keyPath: column.path] = try json.column(column.name, \.integerValue)
        }
    }
}
