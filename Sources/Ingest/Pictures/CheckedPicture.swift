import Images
import Records
import Storage

/// A picture that keeps the data set's rules, as it goes into a shard.
struct CheckedPicture {
    /// The picture, its bytes those of the source unless a rule said to convert it.
    var picture: NewPicture
    /// What the checks noted, by name.
    var notes: [String] = []
}
