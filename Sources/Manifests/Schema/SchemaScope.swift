/// Which form of a value is encoded.
enum EncodingScope: Sendable {
    /// Every value.
    case everything
    /// What changes the result, references to stages left out.
    case parameters
}

/// Which form of a value a JSON Schema describes.
enum SchemaScope: Sendable {
    /// A value of its own: required fields are there.
    case whole
    /// A value that is laid over another: every field may be left out.
    case overlay
}
