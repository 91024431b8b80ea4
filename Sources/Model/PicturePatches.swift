public import Images

/// A picture as the policy sees it: resized to a square and cut into patches, as bytes.
public struct PicturePatches: Sendable, Hashable {
    /// Patches in raster order, each its pixels in raster order, red, green and blue each.
    public let bytes: [UInt8]

    /// Resizes a picture, without regard to its aspect, and cuts it.
    public init(_ image: PixelImage, _ shape: PolicyConfiguration) {
        let side = shape.imageSize
        let fitted =
            image.width == side && image.height == side
            ? image : image.resized(width: side, height: side)
        let patch = shape.patchSize
        var bytes: [UInt8] = []
        bytes.reserveCapacity(side * side * 3)
        for top in stride(from: 0, to: side, by: patch) {
            for left in stride(from: 0, to: side, by: patch) {
                for y in top..<(top + patch) {
                    let start = (y * side + left) * 3
                    bytes.append(contentsOf: fitted.pixels[start..<(start + patch * 3)])
                }
            }
        }
        self.bytes = bytes
    }

    /// A picture that is cut already.
    init(bytes: [UInt8]) { self.bytes = bytes }
}

extension PolicyConfiguration {
    /// Pixels less their mean, over their deviation: [pictures · patches, patch scalars].
    func standardize(_ pictures: [PicturePatches], into target: Buffer<Float>) {
        let scalars = patchCount * patchScalars
        let start = target.resize(pictures.count * scalars)
        let scale = Float(1 / (255 * pixelDeviation))
        let shift = Float(pixelMean / pixelDeviation)
        for (index, picture) in pictures.enumerated() {
            precondition(picture.bytes.count == scalars, "pictures are cut for this policy")
            picture.bytes.withUnsafeBufferPointer { source in
                let row = start + index * scalars
                for place in 0..<scalars { row[place] = Float(source[place]) * scale - shift }
            }
        }
    }

    /// A fresh buffer of standardised pictures.
    func standardized(_ pictures: [PicturePatches]) -> Buffer<Float> {
        let result = Buffer<Float>()
        standardize(pictures, into: result)
        return result
    }
}
