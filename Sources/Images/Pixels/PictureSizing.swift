import Glibc

/// What size a policy sees a picture in: the rule of the trainer or the model that it must agree
/// with, so that a pass rate is measured on the input that is trained on.
public enum PictureSizing: Sendable, Hashable {
    /// As it is.
    case unchanged
    /// Qwen2-VL's `smart_resize` (transformers 5.23, models/qwen2_vl): sides are multiples of
    /// `factor`, the area is between the limits, the aspect stays about what it is. The limits are
    /// pixels.
    case qwen(factor: Int, minimum: Int, maximum: Int)
    /// EasyR1's `process_image` (verl/utils/dataset.py): the area is brought between the limits,
    /// where there are any, and sides are cut to whole pixels.
    case easyR1(minimum: Int?, maximum: Int?)

    /// The largest ratio of a picture's sides that Qwen's rule takes.
    public static let greatestAspect = 200

    /// The size that a picture is brought to.
    ///
    /// - Parameters:
    ///   - width: the picture's width in pixels, at least 1.
    ///   - height: its height in pixels, at least 1.
    /// - Returns: nothing where the rule has no answer: sides of too different lengths, or a side
    ///   without a pixel left.
    public func size(width: Int, height: Int) -> (width: Int, height: Int)? {
        switch self {
        case .unchanged: return (width, height)
        case .qwen(let factor, let minimum, let maximum):
            return PictureSizing.qwen(width, height, factor, minimum, maximum)
        case .easyR1(let minimum, let maximum):
            var size = (width: width, height: height)
            if let maximum, size.width * size.height > maximum {
                size = PictureSizing.scaled(size, toward: maximum)
            }
            if let minimum, size.width * size.height < minimum {
                size = PictureSizing.scaled(size, toward: minimum)
            }
            return size.width > 0 && size.height > 0 ? size : nil
        }
    }

    private static func scaled(
        _ size: (width: Int, height: Int), toward area: Int
    ) -> (width: Int, height: Int) {
        let ratio = (Double(area) / Double(size.width * size.height)).squareRoot()
        return (Int(Double(size.width) * ratio), Int(Double(size.height) * ratio))
    }

    private static func qwen(
        _ width: Int, _ height: Int, _ factor: Int, _ minimum: Int, _ maximum: Int
    ) -> (width: Int, height: Int)? {
        guard max(width, height) <= greatestAspect * min(width, height) else { return nil }
        let step = Double(factor)
        func sides(_ side: (Double) -> Int) -> (width: Int, height: Int) {
            (side(Double(width)), side(Double(height)))
        }
        // Python's `round`: halves go to the even number.
        let nearest = sides { Int(($0 / step).rounded(.toNearestOrEven)) * factor }
        let area = Double(width) * Double(height)
        if nearest.width * nearest.height > maximum {
            let shrink = (area / Double(maximum)).squareRoot()
            return sides { max(factor, Int(($0 / shrink / step).rounded(.down)) * factor) }
        }
        if nearest.width * nearest.height < minimum {
            let growth = (Double(minimum) / area).squareRoot()
            return sides { Int(($0 * growth / step).rounded(.up)) * factor }
        }
        return nearest
    }
}
