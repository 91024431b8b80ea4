public import Records

/// What an ingest came to.
public struct IngestSummary: Sendable, Hashable {
    /// How many questions of a split have a capability.
    public struct Count: Sendable, Hashable {
        /// The data set.
        public var dataset: String
        /// The split.
        public var split: String
        /// The capability.
        public var capability: Capability
        /// How many questions.
        public var questions: Int
    }

    /// A split that had inputs and has no question.
    public struct EmptySplit: Sendable, Hashable {
        /// The data set.
        public var dataset: String
        /// The split.
        public var split: String
        /// How many rows it had; files that were refused as a whole count as one.
        public var inputs: Int
        /// Why they were refused.
        public var rejects: [String: Int]
    }

    /// The sum over rows; it balances.
    public var accounting = Accounting()
    /// Questions by data set, split and capability, in source order; none are zero.
    public var counts: [Count] = []
    /// How many different pictures there are, by their bytes.
    public var pictureCount = 0
    /// How often checks noted something of a question that was kept, by name; none are zero.
    public var notes: [String: Int] = [:]
    /// How many of these say no more than how a data set is written: where no row has an `<image>` tag,
    /// none is to be looked at for lacking one.
    public var usualNotes: [String: Int] = [:]
    /// The splits of which nothing is left.
    public var emptySplits: [EmptySplit] = []
    /// What each filter of a data set dropped by itself, by data set.
    public var filters: [String: FilterCounts] = [:]
    /// What was compared, and what repeats what.
    public var duplicates: [JSONValue] = []
    /// Sentences that the user should see.
    public var warnings: [String] = []

    /// The sum as an object, for a receipt.
    public var json: JSONValue {
        [
            "accounting": accounting.json, "pictures": .integer(pictureCount),
            "counts": .array(
                counts.map { count in
                    [
                        "dataset": .string(count.dataset), "split": .string(count.split),
                        "capability": .string(count.capability.rawValue),
                        "questions": .integer(count.questions),
                    ]
                }),
            "notes": .object(
                notes.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) }),
            "empty_splits": .array(
                emptySplits.map { split in
                    [
                        "dataset": .string(split.dataset), "split": .string(split.split),
                        "inputs": .integer(split.inputs),
                        "rejects": .object(
                            split.rejects.sorted { $0.key < $1.key }
                                .map { .init($0.key, .integer($0.value)) }),
                    ]
                }),
            "filters": .object(
                filters.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) }),
            "duplicates": .array(duplicates),
            "warnings": .array(warnings.map { .string($0) }),
        ]
    }
}
