internal import CWebP

/// The libraries that this module wraps, with what they say of their versions.
public enum ImageLibraries {
    /// Names and versions.
    public static var versions: [(name: String, version: String)] {
        let webP = WebPGetDecoderVersion()
        return [("libwebp", "\(webP >> 16).\(webP >> 8 & 255).\(webP & 255)")]
    }
}
