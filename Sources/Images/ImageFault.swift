/// Why bytes are not taken as a picture.
public struct ImageFault: Error, Sendable, Hashable {
    /// A name for a table of rejects; one of the constants of this type.
    public var reason: String
    /// What was found, and what was expected.
    public var detail: String

    /// A fault with its facts.
    public init(_ reason: String, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    /// There are no bytes.
    public static let empty = "image_empty"
    /// The bytes are of no picture format that is known: a web page, a text, noise.
    public static let notRecognised = "image_not_recognised"
    /// The bytes are of a format, or a variant of one, that is known and not read.
    public static let unsupported = "image_unsupported"
    /// The header says what cannot be.
    public static let badHeader = "image_bad_header"
    /// The file ends too early.
    public static let truncated = "image_truncated"
    /// A checksum is wrong, or the pixels do not decode without a warning.
    public static let corrupt = "image_corrupt"
    /// More bytes or pixels than the limits allow.
    public static let tooLarge = "image_too_large"
    /// A side shorter than the limits allow.
    public static let tooSmall = "image_too_small"
    /// Longer and narrower than the limits allow.
    public static let aspectRatio = "image_aspect_ratio"
    /// Text or a colour profile that inflates beyond what readers accept.
    public static let metadataBomb = "image_metadata_bomb"
}
