public import Records

/// A server of embeddings of texts and pictures: where it is, and how its word counts.
public struct EmbeddingServer: Sendable, Hashable {
    /// The address up to where `/embeddings` follows.
    public var url: String
    /// The model, as the server calls it.
    public var model: String
    /// The cosine that is worth 1.
    public var threshold: Double
    /// The environment variable that holds its key; nothing where it wants none.
    public var keyVariable: String?
    /// How long one request may take.
    public var timeout: Duration

    /// A server; see the properties.
    public init(
        url: String, model: String, threshold: Double, keyVariable: String? = nil,
        timeout: Duration = .seconds(60)
    ) {
        self.url = url
        self.model = model
        self.threshold = threshold
        self.keyVariable = keyVariable
        self.timeout = timeout
    }

    /// What scores alignment by it.
    ///
    /// - Parameter pictureBytes: the bytes of a picture, as its source wrote them.
    /// - Throws: a `Fault` where the address is none, or the key is not in the environment.
    public func alignment(
        pictureBytes: @escaping @Sendable (Picture) throws(Fault) -> [UInt8]
    ) throws(Fault) -> EmbeddingAlignment {
        EmbeddingAlignment(
            try JSONService(url, keyVariable: keyVariable, timeout: timeout), model: model,
            threshold: threshold, pictureBytes: pictureBytes)
    }
}
