/// Mean and standard deviation of the pixels of some pictures, from 0 to 1.
public struct PixelStatistics: Sendable, Hashable {
    /// The mean over pixels and channels.
    public let mean: Double
    /// The standard deviation; at least 1/255, so that one-coloured pictures can be divided by it.
    public let deviation: Double

    /// Measures pictures; sums are exact, so their order does not matter.
    public init(_ pictures: some Sequence<PicturePatches>) {
        var sum = 0
        var squares = 0
        var count = 0
        for picture in pictures {
            for byte in picture.bytes {
                sum += Int(byte)
                squares += Int(byte) * Int(byte)
            }
            count += picture.bytes.count
        }
        let mean = count == 0 ? 0.5 : Double(sum) / Double(count)
        let variance = count == 0 ? 0 : Double(squares) / Double(count) - mean * mean
        self.mean = count == 0 ? 0.5 : mean / 255
        deviation = max(1, variance.squareRoot()) / 255
    }
}
