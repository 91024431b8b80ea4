/// How far into a picture a check looks. Each tier finds all that the ones before it find.
public enum PictureTier: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Format, size and end mark. Of a PNG, every chunk's place; no checksum. Nothing is decoded,
    /// save where a rule changes the picture.
    case header
    /// Every code of a JPEG's pixels, without their transformation; all checksums of a PNG and its
    /// pixels, row by row.
    case entropy
    /// Every pixel, with libjpeg's or libpng's warnings as errors.
    case full

    /// Whether `one` looks less far than `other`.
    public static func < (one: PictureTier, other: PictureTier) -> Bool {
        one.depth < other.depth
    }

    private var depth: Int {
        switch self {
        case .header: 0
        case .entropy: 1
        case .full: 2
        }
    }
}
