import Records

/// A question as a unit writes it: its pictures have no shard's name yet, and its row is told by its
/// place among the unit's rows.
struct UnitQuestion: Hashable {
    /// Which of the unit's rows it comes from.
    var ordinal: Int
    /// The question's id.
    var id: String
    /// What it asks of a policy.
    var capability: Capability
    /// Its pictures, with their places in the unit's shard, whatever that is called.
    var pictures: [Picture]
    /// What the checks noted of it and of its pictures, by name.
    var notes: [String]
    /// All of it but the pictures.
    var text: QuestionText
}
