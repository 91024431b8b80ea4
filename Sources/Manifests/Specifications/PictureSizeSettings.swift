/// What size a policy is shown pictures in: `policy.picture_size` of a manifest.
public struct PictureSizeSettings: Sendable, Hashable {
    /// Whose rule it is.
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// Nobody's: pictures are sent as they are.
        case unchanged
        /// Qwen2-VL's `smart_resize`.
        case qwen
        /// EasyR1's `process_image`.
        case easyR1 = "easyr1"
    }

    /// Whose rule it is.
    public var rule = Rule.unchanged
    /// What Qwen's sides are multiples of, in pixels.
    public var factor = 28
    /// The least pixels of a picture; nothing for the rule's own.
    public var minimumPixels: Int?
    /// The most pixels of a picture; nothing for the rule's own.
    public var maximumPixels: Int?

    /// The defaults.
    public init() {}
}
