/// A picture as pixels.
public struct PixelImage: Sendable, Hashable {
    /// Width in pixels.
    public let width: Int
    /// Height in pixels.
    public let height: Int
    /// Red, green and blue of each pixel, 0 to 255, row by row: [height, width, 3].
    public var pixels: [UInt8] {
        didSet { precondition(pixels.count == width * height * 3, "pixels of another size") }
    }

    /// A picture from its pixels.
    ///
    /// - Precondition: both sides are positive and `pixels` holds width * height * 3 bytes.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0, "a picture has pixels")
        precondition(pixels.count == width * height * 3, "pixels of another size")
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
