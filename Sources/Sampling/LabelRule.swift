public import Records

/// A named rule that turns a group of verdicts into a label.
public enum LabelRule: String, Sendable, Hashable, CaseIterable {
    /// PeBR-R1's rule for any number of draws: all right is easy, none right is hard, else medium.
    case pebr

    /// The behaviour of `label`; enters the keys of what was labelled.
    public var version: Int { 1 }

    /// The label of a group; a group with missing draws is undecided, whatever its verdicts.
    public func label(right: Int, draws: Int, wanted: Int) -> Difficulty {
        if draws < wanted || draws == 0 { return .undecided }
        if right == draws { return .easy }
        return right == 0 ? .hard : .medium
    }
}
