public import Records

/// Where an endpoint's pictures come from: resized and encoded as the policy is to see them.
public protocol PictureSource: Sendable {
    /// A picture of a prompt, by its place among the question's pictures.
    ///
    /// - Throws: a `Fault` if it cannot be read.
    func picture(_ place: Int, of prompt: DrawPrompt) throws(Fault) -> EncodedPicture
}

/// A picture as a file in memory.
public struct EncodedPicture: Sendable, Hashable {
    /// The file's format.
    public var format: Picture.Format
    /// The file's bytes.
    public var bytes: [UInt8]

    /// A picture's bytes and what they are.
    public init(format: Picture.Format, bytes: [UInt8]) {
        self.format = format
        self.bytes = bytes
    }
}
