/// Which pictures are taken, and what is changed in them.
public struct PictureRules: Sendable, Hashable {
    /// Whether a kind of picture is changed into one that every reader takes, or refused.
    public enum Repair: String, Sendable, Hashable, CaseIterable {
        /// Changed, and noted.
        case convert
        /// Refused, with the name of the note as the reason.
        case reject
    }

    /// What becomes of a picture that its EXIF says is turned.
    public enum Turned: String, Sendable, Hashable, CaseIterable {
        /// It is turned upright: a JPEG without loss where its sides are whole blocks.
        case apply
        /// It is stored as it is.
        case keep
        /// It is refused.
        case reject
    }

    /// What becomes of an animation.
    public enum Animation: String, Sendable, Hashable, CaseIterable {
        /// Its first picture is taken.
        case first
        /// It is refused.
        case reject
    }

    /// What becomes of metadata that are wrong, or that make readers refuse the picture.
    public enum Damage: String, Sendable, Hashable, CaseIterable {
        /// They are left out; the pixels' bytes stay where they can.
        case reencode
        /// The picture is refused.
        case reject
    }

    /// What becomes of a position on Earth.
    public enum Privacy: String, Sendable, Hashable, CaseIterable {
        /// It is noted.
        case warn
        /// All metadata are left out.
        case strip
    }

    /// What becomes of a picture with more pixels than wanted.
    public enum Oversize: Sendable, Hashable {
        /// `ImageLimits.maxPixels` alone decides, and refuses.
        case reject
        /// It is made smaller, to at most this many pixels; over the limits it is refused.
        case downscale(maxPixels: Int)
    }

    /// How far checks look.
    public var tier: PictureTier
    /// What a picture may measure, before it is changed.
    public var limits: ImageLimits
    /// Pictures with more pixels than wanted.
    public var oversize: Oversize
    /// Pictures that are turned.
    public var orientation: Turned
    /// CMYK, and grey PNG of 16 bits: what readers show wrong.
    public var colour: Repair
    /// PNG with clear pixels, which lose their background where readers drop the alpha channel. A
    /// refusal has the reason `flatten_alpha`.
    public var alpha: Repair
    /// Animations.
    public var animation: Animation
    /// GIF and WebP.
    public var otherFormats: Repair
    /// Metadata that are wrong.
    public var damage: Damage
    /// Positions on Earth.
    public var privacy: Privacy
    /// Whether to make a perceptual hash; it needs the `entropy` tier, and raises `tier` to it.
    public var wantsHash: Bool

    /// Rules; by default everything that can be made readable is, and nothing else is changed but
    /// that pictures of more than 4,194,304 pixels, the most that EasyR1 shows a model, are made
    /// smaller.
    public init(
        tier: PictureTier = .entropy, limits: ImageLimits = ImageLimits(),
        oversize: Oversize = .downscale(maxPixels: 4_194_304), orientation: Turned = .apply,
        colour: Repair = .convert, alpha: Repair = .convert, animation: Animation = .first,
        otherFormats: Repair = .convert, damage: Damage = .reencode, privacy: Privacy = .warn,
        wantsHash: Bool = false
    ) {
        self.tier = tier
        self.limits = limits
        self.oversize = oversize
        self.orientation = orientation
        self.colour = colour
        self.alpha = alpha
        self.animation = animation
        self.otherFormats = otherFormats
        self.damage = damage
        self.privacy = privacy
        self.wantsHash = wantsHash
    }

    /// The tier that checks run at.
    var effectiveTier: PictureTier { wantsHash ? max(tier, .entropy) : tier }
}
