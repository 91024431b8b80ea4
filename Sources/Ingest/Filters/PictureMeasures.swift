/// What filters know of a picture.
public struct PictureMeasures: Sendable, Hashable {
    /// Width in pixels.
    public var width: Int
    /// Height in pixels.
    public var height: Int
    /// How many bytes its file has.
    public var byteCount: Int

    /// A picture's measures.
    public init(width: Int, height: Int, byteCount: Int) {
        self.width = width
        self.height = height
        self.byteCount = byteCount
    }
}
