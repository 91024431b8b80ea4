/// What tells an accepted row from others without its texts and pictures.
public struct Fingerprint: Sendable, Hashable {
    /// The question's id.
    public var id: String
    /// 64 bits of the SHA-256 of the question and its choices, tags left out and blanks joined.
    public var question: UInt64
    /// 64 bits of the SHA-256 of the answer, blanks joined.
    public var answer: UInt64
    /// The first 128 bits of each picture's SHA-256, in order.
    public var pictures: [UInt128]
    /// The pictures' perceptual hashes, in order; empty where they were not made.
    public var perceptualHashes: [UInt64]
    /// The question's MinHash signature, of `MinHash.count` numbers; empty where it was not made.
    public var signature: [UInt32]

    /// A fingerprint.
    ///
    /// - Precondition: there are as many perceptual hashes as pictures, or none.
    public init(
        id: String, question: UInt64, answer: UInt64, pictures: [UInt128],
        perceptualHashes: [UInt64] = [], signature: [UInt32] = []
    ) {
        precondition(
            perceptualHashes.isEmpty || perceptualHashes.count == pictures.count,
            "a perceptual hash for each picture, or none")
        precondition(
            signature.isEmpty || signature.count == MinHash.count, "a whole signature, or none")
        self.id = id
        self.question = question
        self.answer = answer
        self.pictures = pictures
        self.perceptualHashes = perceptualHashes
        self.signature = signature
    }
}
