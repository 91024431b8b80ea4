/// Why bytes are not taken as a picture.
public struct ImageFault: Error, Sendable, Hashable {
    /// A name for a table of rejects: one of the constants of this type, or the name of the
    /// `PictureNote` that a rule refuses.
    public var reason: String
    /// What was found, and what was expected.
    public var detail: String

    /// A fault with its facts.
    public init(_ reason: String, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    /// There are no bytes.
    public static let empty = "empty_file"
    /// The bytes are of no picture format that is known: a web page, a text, noise.
    public static let notAnImage = "not_an_image"
    /// The bytes are of a format, or a variant of one, that is known and not read.
    public static let unsupportedFormat = "unsupported_format"
    /// A signature that was changed on the way, as text transfers do.
    public static let badSignature = "bad_signature"
    /// The header says what cannot be.
    public static let badHeader = "bad_header"
    /// The file ends too early.
    public static let truncated = "truncated"
    /// The checksum of a PNG chunk is wrong.
    public static let badCRC = "bad_crc"
    /// The checksum of a PNG's pixels is wrong.
    public static let badAdler32 = "bad_adler32"
    /// The pixels do not decode, or only with a warning from the library that decodes them.
    public static let decodeWarning = "decode_warning"
    /// A progressive JPEG that goes over its pixels more often than any camera's.
    public static let tooManyScans = "too_many_scans"
    /// More bytes than the limits allow.
    public static let entryTooLarge = "entry_too_large"
    /// More pixels than the limits allow.
    public static let tooManyPixels = "too_many_pixels"
    /// An animation of more pictures than the limits allow.
    public static let tooManyFrames = "too_many_frames"
    /// A side shorter than the limits allow.
    public static let tooSmall = "too_small"
    /// Longer and narrower than the limits allow.
    public static let aspectRatio = "aspect_ratio"
    /// Text or a colour profile that inflates beyond what readers accept.
    public static let metadataBomb = "metadata_bomb"
    /// A chunk or segment beside the pixels that makes readers refuse the picture.
    public static let badMetadata = "bad_metadata"
    /// The memory that the pixels take was not to be had.
    public static let outOfMemory = "out_of_memory"
}
