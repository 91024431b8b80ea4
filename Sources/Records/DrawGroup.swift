/// How the draws of a question went: a row of `groups`.
public struct DrawGroup: Sendable, Hashable {
    /// The table of a rollout stage that holds them.
    public static let table = "groups.parquet"

    /// Why no more was drawn.
    public enum End: String, Sendable, Hashable, CaseIterable {
        /// As many were asked for as were wanted.
        case allDrawn = "all_drawn"
        /// A right answer was there and one that is not: the label is known.
        case mixed
        /// The label was certain enough.
        case certain
        /// A budget gave draws to those to which they were worth most.
        case budget
    }

    /// The question's id.
    public var question: String
    /// What the draws were for.
    public var kind: RolloutKind
    /// How many draws were asked for, missing ones included.
    public var asked: Int
    /// How many there might have been, without those of a budget.
    public var wanted: Int
    /// Why no more was drawn.
    public var end: End

    /// A group with its facts.
    public init(question: String, kind: RolloutKind, asked: Int, wanted: Int, end: End) {
        self.question = question
        self.kind = kind
        self.asked = asked
        self.wanted = wanted
        self.end = end
    }
}

extension DrawGroup: TableRow {
    /// The group as a row of `groups`.
    public var json: JSONValue {
        .object([
            .init("question", .string(question)),
            .init("kind", .string(kind.rawValue)),
            .init("asked", .integer(asked)),
            .init("wanted", .integer(wanted)),
            .init("end", .string(end.rawValue)),
        ])
    }

    /// A group from a row of `groups`.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            question: try json.column("question", \.stringValue),
            kind: try json.column("kind") {
                $0.stringValue.flatMap { RolloutKind(rawValue: $0) }
            },
            asked: try json.column("asked", \.integerValue),
            wanted: try json.column("wanted", \.integerValue),
            end: try json.column("end") { $0.stringValue.flatMap { End(rawValue: $0) } })
    }
}
