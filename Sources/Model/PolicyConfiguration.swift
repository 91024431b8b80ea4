/// The shape of the embedded policy. Widths are in scalars, sizes in pixels.
public struct PolicyConfiguration: Sendable, Hashable {
    /// Width and height that pictures are resized to.
    public var imageSize: Int
    /// Width and height of a patch; divides `imageSize`.
    public var patchSize: Int
    /// Width of the patch encoder's hidden layer.
    public var patchWidth: Int
    /// Width of the residual stream.
    public var width: Int
    /// Number of blocks.
    public var layers: Int
    /// Attention heads; divides `width`.
    public var heads: Int
    /// Width of the feed-forward layer.
    public var feedForward: Int
    /// Slots of the prompt: one for the marker, the others for the question, padded.
    public var questionTokens: Int
    /// Slots of the response, the end token included.
    public var responseTokens: Int
    /// A word for each patch whose embedding is added to the patch's position; empty for none.
    public var patchWords: [String]
    /// Mean of the pixels, from 0 to 1, that is subtracted.
    public var pixelMean: Double
    /// Standard deviation of the pixels, that they are divided by.
    public var pixelDeviation: Double

    /// A shape; see the properties.
    public init(
        imageSize: Int, patchSize: Int, patchWidth: Int, width: Int, layers: Int, heads: Int,
        feedForward: Int, questionTokens: Int, responseTokens: Int, patchWords: [String] = [],
        pixelMean: Double = 0.5, pixelDeviation: Double = 0.25
    ) {
        self.imageSize = imageSize
        self.patchSize = patchSize
        self.patchWidth = patchWidth
        self.width = width
        self.layers = layers
        self.heads = heads
        self.feedForward = feedForward
        self.questionTokens = questionTokens
        self.responseTokens = responseTokens
        self.patchWords = patchWords
        self.pixelMean = pixelMean
        self.pixelDeviation = pixelDeviation
    }

    /// Patches of a picture, in raster order.
    public var patchCount: Int { (imageSize / patchSize) * (imageSize / patchSize) }
    /// Scalars of a patch: its pixels in raster order, red, green and blue each.
    public var patchScalars: Int { patchSize * patchSize * 3 }
    /// Text positions: the prompt's and the response's slots.
    public var textPositions: Int { questionTokens + responseTokens }
    /// Width of an attention head.
    public var headWidth: Int { width / heads }

    /// What any of the sizes may be; products of a few of them still fit a number.
    static let sizes = 1...65536

    private var numbers: [(name: String, value: Int)] {
        [
            ("image_size", imageSize), ("patch_size", patchSize), ("patch_width", patchWidth),
            ("width", width), ("layers", layers), ("heads", heads),
            ("feed_forward", feedForward), ("question_tokens", questionTokens),
            ("response_tokens", responseTokens),
        ]
    }

    /// What is wrong with the shape, or nothing.
    public var problem: String? {
        for (name, value) in numbers where !PolicyConfiguration.sizes.contains(value) {
            let sizes = PolicyConfiguration.sizes
            return "\(name) is \(value); expected \(sizes.lowerBound) to \(sizes.upperBound)"
        }
        if !pixelMean.isFinite || !pixelDeviation.isFinite || pixelDeviation <= 0 {
            return "the pixels' mean is \(pixelMean), their deviation \(pixelDeviation)"
        }
        if imageSize % patchSize != 0 { return "patch_size must divide image_size" }
        if width % heads != 0 { return "heads must divide width" }
        if headWidth % laneCount != 0 { return "width / heads must be a multiple of \(laneCount)" }
        if feedForward % laneCount != 0 || patchWidth % laneCount != 0 {
            return "feed_forward and patch_width must be multiples of \(laneCount)"
        }
        if !patchWords.isEmpty && patchWords.count != patchCount {
            return "patch_words has \(patchWords.count) words for \(patchCount) patches"
        }
        return nil
    }
}
