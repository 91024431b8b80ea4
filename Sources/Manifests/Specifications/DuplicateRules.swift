/// Which rows are duplicates of another, and what follows: the `duplicates` key of a data set.
///
/// Rows are compared within the splits of one name. In plan order, a row is a duplicate where it is
/// one of an earlier row that is no duplicate itself; so of A, B and C, where B is near A and C near
/// B but not near A, only B is one.
public struct DuplicateRules: Sendable, Hashable {
    /// What follows for a duplicate.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// It is not looked for.
        case ignore
        /// It is kept, and the report names it.
        case flag
        /// It is dropped, and the report names it.
        case drop
    }

    /// Rows whose pictures look alike.
    public struct NearPictures: Sendable, Hashable {
        /// What else a duplicate has in common.
        public enum Part: String, Sendable, Hashable, CaseIterable {
            /// The question, its choices among it.
            case question
            /// The answer.
            case answer
        }

        /// The most bits in which the perceptual hashes of two pictures differ.
        public var radius = 4
        /// What else is equal.
        public var equal: [Part] = [.question, .answer]
        /// What follows.
        public var action = Action.flag

        /// The defaults.
        public init() {}
    }

    /// Rows whose questions read alike.
    public struct NearText: Sendable, Hashable {
        /// What else a duplicate has in common.
        public enum Part: String, Sendable, Hashable, CaseIterable {
            /// The pictures.
            case pictures
            /// The answer.
            case answer
        }

        /// What a shingle is made of.
        public enum Unit: String, Sendable, Hashable, CaseIterable {
            /// Words; of scripts without blanks, characters.
            case words
            /// Characters.
            case characters
        }

        /// The least part of all shingles that two questions have in common (Jaccard), as MinHash
        /// estimates it.
        public var threshold = 0.8
        /// How many units a shingle has.
        public var shingle = 3
        /// What a shingle is made of.
        public var unit = Unit.words
        /// What else is equal.
        public var equal: [Part] = [.pictures, .answer]
        /// What follows.
        public var action = Action.flag

        /// The defaults.
        public init() {}
    }

    /// What follows for a row with the pictures, the question and the answer of another.
    public var exact = Action.drop
    /// What follows for a row with the pictures and the question of another, and another answer.
    public var conflictingAnswers = Action.flag
    /// Whether rows of other data sets count, in splits of the same name.
    public var acrossDatasets = true
    /// Rows whose pictures look alike; nothing where they are not looked for.
    public var nearPictures: NearPictures?
    /// Rows whose questions read alike; nothing where they are not looked for.
    public var nearText: NearText?

    /// The defaults.
    public init() {}
}
