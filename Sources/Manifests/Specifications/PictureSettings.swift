/// How pictures are checked, and what is done with those that trainers cannot take as they are: the
/// `pictures` key of a data set.
public struct PictureSettings: Sendable, Hashable {
    /// How closely a picture is looked at.
    public enum Tier: String, Sendable, Hashable, CaseIterable {
        /// Format, size and end mark.
        case header
        /// All compressed data is decoded, warnings count as damage; no pixels are made.
        case entropy
        /// All pixels are made.
        case full
    }

    /// What is done with a picture that is stored turned.
    public enum Orientation: String, Sendable, Hashable, CaseIterable {
        /// It is stored upright.
        case apply
        /// It is stored as it is; readers may or may not turn it.
        case keep
        /// Its rows are rejected.
        case reject
    }

    /// What is done with a picture that not every trainer reads.
    public enum Conversion: String, Sendable, Hashable, CaseIterable {
        /// It is stored as one that all read.
        case convert
        /// Its rows are rejected.
        case reject
    }

    /// What is done with a picture that moves.
    public enum Animation: String, Sendable, Hashable, CaseIterable {
        /// Its first frame is stored.
        case first
        /// Its rows are rejected.
        case reject
    }

    /// What is done with where a photograph was taken.
    public enum Privacy: String, Sendable, Hashable, CaseIterable {
        /// It stays, and a warning says so.
        case warn
        /// It is taken out.
        case strip
    }

    /// How closely pictures are looked at.
    public var validate = Tier.entropy
    /// The most pixels of a picture.
    public var maxPixels = 64_000_000
    /// The most bytes of a picture's file.
    public var maxBytes = 64 << 20
    /// The least width and height of a picture, in pixels.
    public var minSide = 28
    /// The largest ratio of a picture's longer to its shorter side.
    public var maxAspect = 200.0
    /// The pixels that a larger picture is scaled down to; nothing to leave sizes alone. By default
    /// the most that EasyR1 shows a model.
    public var downscale: Int? = 4_194_304
    /// Pictures with an orientation in their metadata.
    public var orientation = Orientation.apply
    /// JPEGs in CMYK, and grey PNGs of 16 bits: what readers show wrong.
    public var colour = Conversion.convert
    /// PNGs with clear pixels, which lose their background where readers drop the alpha channel.
    public var alpha = Conversion.convert
    /// GIF, APNG and WebP with more than one frame.
    public var animation = Animation.first
    /// WebP and GIF.
    public var otherFormats = Conversion.convert
    /// Pictures whose metadata is wrong or makes readers refuse them.
    public var damagedMetadata = Conversion.convert
    /// Positions in metadata.
    public var privacy = Privacy.warn

    /// The defaults.
    public init() {}
}
