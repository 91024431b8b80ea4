/// Copies a JPEG without its metadata; the pixels' bytes stay as they are.
enum JPEGRewriter {
    /// The file up to `end` with the tables, the colour transform and the scans alone: comments,
    /// EXIF, colour profiles and other applications' segments are left out.
    static func stripped(_ bytes: RawSpan, end: Int) throws(ImageFault) -> [UInt8] {
        var result: [UInt8] = [0xFF, 0xD8]
        result.reserveCapacity(end)
        var segments = JPEGSegments()
        while let segment = try segments.next(bytes) {
            if isKept(segment.marker, bytes.extracting(segment.data)) {
                result += [0xFF, segment.marker]
                result += bytes.copy((segment.data.lowerBound - 2)..<segment.data.upperBound)
            }
            if segment.marker == 0xDA {
                result += bytes.copy(segment.data.upperBound..<max(end, segment.data.upperBound))
                break
            }
        }
        return result
    }

    private static func isKept(_ marker: UInt8, _ data: RawSpan) -> Bool {
        switch marker {
        // JFIF and Adobe's say what the components mean.
        case 0xE0: data.holds("JFIF\0")
        case 0xEE: data.holds("Adobe") && data.byteCount >= 12
        case 0xE1...0xEF, 0xFE: false
        default: true
        }
    }
}
