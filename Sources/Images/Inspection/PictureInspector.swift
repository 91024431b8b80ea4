/// Checks pictures, and changes those that readers would refuse or show wrong.
///
/// Without a change the source's bytes are stored as they are. A picture that Pillow would not load
/// is always changed or refused.
///
/// Damage that libjpeg decodes with a warning is refused as `decode_warning` in the tiers `entropy`
/// and `full`; so is damage in a baseline JPEG that libjpeg does not see, such as a code that is in
/// no table. The `header` tier finds neither.
///
/// Memory: a few rows, or the brightness of each 8 by 8 block for a hash; 6 bytes a pixel for a
/// progressive JPEG; 3 to 8 bytes a pixel for an interlaced PNG and where the picture is changed.
/// `ImageLimits.maxPixels` bounds all of it before any is taken.
public enum PictureInspector {
    /// Checks a picture by rules.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - name: its name or path, to compare the extension with the format; nothing where it has
    ///     none.
    ///   - rules: which pictures are taken, and what is changed in them.
    /// - Throws: an `ImageFault` with the reason for which the picture is refused.
    public static func inspect(
        _ bytes: RawSpan, name: String?, rules: PictureRules
    ) throws(ImageFault) -> PictureReport {
        let format = try SourceFormat.of(bytes)
        var report =
            switch format {
            case .jpeg: try JPEGInspection.inspect(bytes, rules)
            case .png: try PNGInspection.inspect(bytes, rules)
            case .gif: try OtherInspection.inspect(gif: bytes, rules)
            case .webp: try OtherInspection.inspect(webp: bytes, rules)
            }
        if let name, let named = PictureName.format(name), named != format.rawValue {
            report.add([.extensionMismatch])
        }
        return report
    }

    /// Checks a picture in memory by rules.
    public static func inspect(
        _ bytes: [UInt8], name: String?, rules: PictureRules
    ) throws(ImageFault) -> PictureReport {
        try inspect(unsafe bytes.span.bytes, name: name, rules: rules)
    }
}
