/// What a picture may measure. Checked on the header, before anything is decoded.
public struct ImageLimits: Sendable, Hashable {
    /// The most pixels.
    public var maxPixels: Int
    /// The most bytes of the file.
    public var maxBytes: Int
    /// The fewest pixels of a side.
    public var minSide: Int
    /// The most times that one side may be as long as the other. Qwen2-VL's resize refuses 200.
    public var maxAspect: Double
    /// The most pictures of an animation, of which the first is taken.
    public var maxFrames: Int

    /// Limits; by default 64 million pixels, 64 MiB, 28 pixels (a patch of Qwen2-VL), 200 and 1000.
    public init(
        maxPixels: Int = 64_000_000, maxBytes: Int = 64 << 20, minSide: Int = 28,
        maxAspect: Double = 200, maxFrames: Int = 1000
    ) {
        self.maxPixels = maxPixels
        self.maxBytes = maxBytes
        self.minSide = minSide
        self.maxAspect = maxAspect
        self.maxFrames = maxFrames
    }

    /// No limits but those of the decoder: for pictures that were checked once.
    public static let unlimited = ImageLimits(
        maxPixels: 1 << 31, maxBytes: .max, minSide: 1, maxAspect: .infinity, maxFrames: .max)

    /// Checks a picture's measures.
    ///
    /// - Throws: an `ImageFault` that names the limit.
    public func check(width: Int, height: Int, byteCount: Int) throws(ImageFault) {
        guard byteCount <= maxBytes else {
            throw ImageFault(
                ImageFault.entryTooLarge, "\(byteCount) bytes; at most \(maxBytes) are allowed")
        }
        let pixels = width.multipliedReportingOverflow(by: height)
        guard !pixels.overflow, pixels.partialValue <= maxPixels else {
            throw ImageFault(
                ImageFault.tooManyPixels,
                "\(width)x\(height) pixels; at most \(maxPixels) are allowed")
        }
        let (short, long) = (min(width, height), max(width, height))
        guard Double(long) <= maxAspect * Double(short) else {
            throw ImageFault(
                ImageFault.aspectRatio, "\(width)x\(height); at most \(maxAspect):1 is allowed")
        }
        guard short >= minSide else {
            throw ImageFault(
                ImageFault.tooSmall, "\(width)x\(height); a side has at least \(minSide) pixels")
        }
    }

    /// Checks how many pictures an animation has.
    func check(frames: Int) throws(ImageFault) {
        guard frames <= maxFrames else {
            throw ImageFault(
                ImageFault.tooManyFrames, "\(frames) pictures; at most \(maxFrames) are allowed")
        }
    }
}
