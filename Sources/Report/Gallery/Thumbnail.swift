import Images
import Records
import Storage

/// Small copies of pictures.
enum Thumbnail {
    /// Their longer side in pixels.
    static let side = 112
    /// A copy with more bytes than this is made coarser.
    static let mostBytes = 3_000

    /// A copy of each picture, made in parallel; nothing where there is none or it cannot be read.
    static func all(_ pictures: [Picture?], _ reader: ShardReader?) throws(Fault) -> [[UInt8]?] {
        guard let reader else { return pictures.map { _ in nil } }
        var result: [[UInt8]?] = []
        result.reserveCapacity(pictures.count)
        for picture in pictures { result.append(picture.flatMap { small($0, reader) }) }
        return result
    }

    /// A copy of a picture as a JPEG file.
    private static func small(_ picture: Picture, _ reader: ShardReader) -> [UInt8]? {
        guard let bytes = try? reader.bytes(of: picture),
            let image = try? ImageDecoder.decode(bytes, limits: .unlimited)
        else { return nil }
        for (side, quality) in [(side, 78), (side, 60), (80, 55), (56, 45)] {
            let fitted = image.fitted(side)
            if let jpeg = try? fitted.jpeg(quality: quality), jpeg.count <= mostBytes {
                return jpeg
            }
        }
        return try? image.fitted(40).jpeg(quality: 40)
    }
}

extension PixelImage {
    /// The picture so small that no side is longer than this.
    fileprivate func fitted(_ side: Int) -> PixelImage {
        let longest = max(width, height)
        guard longest > side else { return self }
        return resized(
            width: max(1, width * side / longest), height: max(1, height * side / longest))
    }
}
