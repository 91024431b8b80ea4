public import Records

/// How many rows of a split have something in common with another split.
public struct LeakCount: Sendable, Hashable {
    /// The split whose rows are counted: never the held-out one of the two.
    public var split: String
    /// The other split.
    public var other: String
    /// How many rows share all pictures and the question.
    public var pictureAndQuestion = 0
    /// How many others share a picture.
    public var picture = 0
    /// How many others have a picture that looks alike.
    public var nearPicture = 0

    /// The counts as an object.
    public var json: JSONValue {
        [
            "split": .string(split), "other": .string(other),
            "picture_and_question": .integer(pictureAndQuestion), "picture": .integer(picture),
            "near_picture": .integer(nearPicture),
        ]
    }

    mutating func add(_ match: DuplicateFinding.Match) {
        switch match {
        case .pictureAndQuestion: pictureAndQuestion += 1
        case .picture: picture += 1
        case .nearPicture: nearPicture += 1
        }
    }
}
