/// Which rows give away what a held-out split or a benchmark asks, and what follows: the `leakage`
/// key of a data set.
public struct LeakageRules: Sendable, Hashable {
    /// What follows for a row that another split shares.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// It is not looked for.
        case ignore
        /// It is kept, and the report names it.
        case flag
        /// It is dropped where it lies in no held-out split and the other in one; else flagged.
        case dropTrain = "drop_train"
    }

    /// What two rows must share.
    public enum Match: String, Sendable, Hashable, CaseIterable {
        /// A picture.
        case picture
        /// All pictures and the question.
        case pictureAndQuestion = "picture_and_question"
    }

    /// What follows for a row that another split shares.
    public var acrossSplits = Action.flag
    /// The splits that accuracies are measured on: nothing is dropped from them.
    public var heldOut = ["test", "testmini", "validation", "val", "dev"]
    /// What two rows must share.
    public var match = Match.picture
    /// The most bits in which the perceptual hashes of two pictures differ that count as one; nothing
    /// where only equal files do.
    public var nearRadius: Int?
    /// The data sets that no row outside the held-out splits may share, by name.
    public var decontaminate: [String] = []

    /// The defaults.
    public init() {}
}
