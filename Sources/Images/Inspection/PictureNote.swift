/// What is odd about a picture that is taken, or was changed in it. In this order in a report.
public enum PictureNote: String, Sendable, Hashable, CaseIterable {
    /// It was turned upright as its EXIF says.
    case applyOrientation = "apply_orientation"
    /// Its EXIF says that it is turned, and it was left so.
    case orientationKept = "orientation_kept"
    /// It is grey, has a palette, 16 bits or CMYK. Grey and palettes are stored as they are and
    /// become RGB when decoded; CMYK and grey of 16 bits, which readers show wrong, are stored as RGB.
    case convertToRGB = "convert_to_rgb"
    /// It has an alpha channel or a clear colour. Where a pixel is clear, it was laid over white.
    case flattenAlpha = "flatten_alpha"
    /// It is a GIF or WebP, and was stored as PNG.
    case convertToPNG = "convert_to_png"
    /// It has more pixels than wanted, and was made smaller.
    case downscale
    /// It is an animation, of which the first picture was stored.
    case animated
    /// Its name's extension is that of another format.
    case extensionMismatch = "extension_mismatch"
    /// Its EXIF cannot be read or is wrong, and was left out.
    case badEXIF = "bad_exif"
    /// Its EXIF says where on Earth it was made.
    case privacyMetadata = "privacy_metadata"
    /// Its colour profile is none, and was left out.
    case badICC = "bad_icc"
    /// A text or profile in it inflates beyond what readers accept, and was left out.
    case metadataBomb = "metadata_bomb"
    /// A part beside the pixels that makes readers refuse it was left out.
    case badMetadata = "bad_metadata"
    /// The checksum of its pixels was wrong, and it was encoded anew.
    case badAdler32 = "bad_adler32"
    /// All pixels are there and the end mark was not; it was added.
    case truncatedTail = "truncated_tail"
    /// Bytes follow its end mark.
    case trailingData = "trailing_data"
    /// Pixels have colours that its palette has not; they are black.
    case badPaletteIndex = "bad_palette_index"
    /// All pixels have one colour. Not looked for in the `header` tier.
    case degenerate
}
