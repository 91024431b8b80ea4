/// Copies a PNG without what is not pixels; the pixels' bytes stay as they are.
enum PNGRewriter {
    private static let endMark: [UInt8] = [
        0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    /// The whole chunks up to `end` that pixels depend on, and an end mark. Texts, EXIF, colour
    /// profiles and an animation's other pictures are left out.
    static func stripped(_ bytes: RawSpan, end: Int) -> [UInt8] {
        var result = bytes.copy(0..<PNGHeader.signatureByteCount)
        result.reserveCapacity(end + endMark.count)
        var place = PNGHeader.signatureByteCount
        while place + 12 <= end {
            let chunk = PNGChunk(bytes, at: place)
            guard chunk.type != PNGChunk.end else { break }
            let next = chunk.data.upperBound + 4
            if chunk.isPartOfPixels { result += bytes.copy(place..<next) }
            place = next
        }
        return result + endMark
    }
}
