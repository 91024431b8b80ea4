/// Walks the segments of a JPEG file up to its first scan.
struct JPEGSegments {
    struct Segment {
        var marker: UInt8
        /// What stands after the length.
        var data: Range<Int>
    }

    /// Where the next marker begins.
    private(set) var place = 2

    /// The next segment; nothing at the end mark.
    ///
    /// - Throws: an `ImageFault` where there is no marker, or the file ends in a segment.
    mutating func next(_ bytes: RawSpan) throws(ImageFault) -> Segment? {
        while true {
            // A marker is FF and a byte; any number of FF may come before it.
            guard place < bytes.byteCount else { throw JPEGSegments.cut }
            guard bytes[place] == 0xFF else {
                throw ImageFault(ImageFault.badHeader, "there is no JPEG marker at \(place)")
            }
            while place < bytes.byteCount, bytes[place] == 0xFF { place += 1 }
            guard place < bytes.byteCount else { throw JPEGSegments.cut }
            let marker = bytes[place]
            place += 1
            switch marker {
            // Markers without a length.
            case 0x01, 0xD0...0xD7: continue
            case 0xD8:
                throw ImageFault(
                    ImageFault.badHeader, "a second picture begins inside the header")
            case 0xD9: return nil
            default: break
            }
            guard bytes.byteCount - place >= 2 else { throw JPEGSegments.cut }
            let length = bytes.big16(place)
            guard length >= 2 else {
                throw ImageFault(
                    ImageFault.badHeader, "the segment at \(place) has a length of \(length)")
            }
            guard length <= bytes.byteCount - place else { throw JPEGSegments.cut }
            defer { place += length }
            return Segment(marker: marker, data: (place + 2)..<(place + length))
        }
    }

    private static var cut: ImageFault {
        ImageFault(ImageFault.truncated, "the file ends inside its header")
    }
}
