import Images
import Records

/// How many tokens pictures become: those of Qwen2-VL and Qwen2.5-VL, whose processor makes one of each
/// 28 by 28 pixels. Other models have other rules; a length that these exceed is only told where a
/// trainer is given bounds for the pixels, which only such models know.
enum PictureTokens {
    /// Pixels of a token's side.
    private static let side = 28
    /// No vocabulary has words that are much longer; a text has at least so many tokens.
    static let mostBytesOfToken = 16

    /// The tokens of pictures, of their sizes alone; nothing where the rule has no size for one.
    static func count(_ pictures: [Picture], pixels: ClosedRange<Int>?) -> Int? {
        guard let pixels else { return 0 }
        let sizing = PictureSizing.qwen(
            factor: side, minimum: pixels.lowerBound, maximum: pixels.upperBound)
        var count = 0
        for picture in pictures {
            guard let size = sizing.size(width: picture.width, height: picture.height) else {
                return nil
            }
            count += (size.width / side) * (size.height / side)
        }
        return count
    }
}
