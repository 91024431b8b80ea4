/// The questions about one list of pictures: what becomes one sample of a shard.
struct PictureGroup: Sendable {
    /// The pictures' paths, as the rows name them.
    var images: [String]
    /// The questions, in the order of their rows.
    var candidates: [Candidate]
}
