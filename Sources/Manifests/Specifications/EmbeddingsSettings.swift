/// A server of embeddings that scores how well descriptions fit pictures: `embeddings` of an `export`
/// stage, and of a `train` stage of method `grpo`, in place of a trained `scorer`, or `hand-off`.
public struct EmbeddingsSettings: Sendable, Hashable {
    /// The address up to where `/embeddings` follows, such as `http://127.0.0.1:8000/v1`.
    public var url = ""
    /// The model, as the server calls it.
    public var model = ""
    /// The cosine from which on a description fits as well as can be.
    public var threshold = 0.4
    /// The environment variable that holds its key; nothing if it wants none.
    public var keyVariable: String?
    /// How long one request may take.
    public var timeout = Duration.seconds(60)

    /// The defaults; `url` and `model` have none.
    public init() {}
}
