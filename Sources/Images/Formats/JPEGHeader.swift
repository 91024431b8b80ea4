/// What stands before the pixels of a JPEG file (ITU-T T.81), up to its first scan. Nothing is
/// allocated.
struct JPEGHeader {
    /// Width in pixels.
    private(set) var width = 0
    /// Height in pixels.
    private(set) var height = 0
    /// Components of a pixel: 1 is grey, 3 colour, 4 CMYK.
    private(set) var componentCount = 0
    /// Whether the scans refine the whole picture by and by.
    private(set) var isProgressive = false
    /// What its EXIF says.
    private(set) var exif = EXIF()
    /// Its colour profile, which is passed over.
    private(set) var profile = ICCProfile()
    /// Whether a segment makes Pillow, with which trainers open pictures, refuse the file.
    private(set) var hasBadSegment = false
    /// Where the data of the first scan begin, after its header.
    private(set) var scanStart = 0
    private var hasEXIF = false

    /// Reads the segments up to the first scan.
    ///
    /// - Throws: an `ImageFault` where they are cut short, or of a kind that is not read.
    init(_ bytes: RawSpan) throws(ImageFault) {
        var segments = JPEGSegments()
        while let segment = try segments.next(bytes) {
            let data = bytes.extracting(segment.data)
            switch segment.marker {
            case 0xE1: read(exif: data)
            case 0xE2: read(profile: data)
            // Pillow reads 7 bytes of it without asking whether they are there.
            case 0xEE where data.holds("Adobe") && data.byteCount < 7: hasBadSegment = true
            case 0xDA:
                guard width > 0 else {
                    throw ImageFault(
                        ImageFault.badHeader, "the pixels begin without a frame header")
                }
                scanStart = segment.data.upperBound
                return
            // Frame headers are C0 to CF, less three tables that lie among them.
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(segment.marker):
                try read(frame: data, segment.marker)
            default: break
            }
        }
        throw ImageFault(ImageFault.badHeader, "there are no pixels")
    }

    private mutating func read(frame: RawSpan, _ marker: UInt8) throws(ImageFault) {
        guard width == 0 else {
            throw ImageFault(ImageFault.badHeader, "there are two frame headers")
        }
        guard marker <= 0xC2 else {
            throw ImageFault(
                ImageFault.unsupportedFormat,
                "a JPEG of process \(marker - 0xC0); baseline and progressive are read")
        }
        guard frame.byteCount >= 6 else {
            throw ImageFault(
                ImageFault.badHeader, "the frame header has \(frame.byteCount) bytes")
        }
        guard frame[0] == 8 else {
            throw ImageFault(
                ImageFault.unsupportedFormat, "\(frame[0]) bits a sample; 8 are read")
        }
        height = frame.big16(1)
        width = frame.big16(3)
        componentCount = Int(frame[5])
        isProgressive = marker == 0xC2
        guard width > 0, height > 0 else {
            throw ImageFault(ImageFault.badHeader, "\(width)x\(height) pixels cannot be")
        }
        guard [1, 3, 4].contains(componentCount) else {
            throw ImageFault(
                ImageFault.unsupportedFormat, "\(componentCount) components; 1, 3 or 4 are read")
        }
    }

    /// The first EXIF counts, as for Pillow.
    private mutating func read(exif data: RawSpan) {
        guard !hasEXIF, data.holds("Exif\0") else { return }
        hasEXIF = true
        exif = EXIF(data.extracting(droppingFirst: 6))
    }

    private mutating func read(profile data: RawSpan) {
        guard data.holds("ICC_PROFILE\0") else { return }
        // Pillow reads the number of parts without asking whether it is there.
        guard data.byteCount >= 14 else {
            hasBadSegment = true
            return
        }
        profile.add(part: data.extracting(droppingFirst: 14), of: Int(data[13]))
    }

    /// Where the end mark of the file ends, searched from its end; nothing where there is none.
    func end(in bytes: RawSpan) -> Int? {
        var place = bytes.byteCount
        while place >= scanStart + 2 {
            if bytes[place - 1] == 0xD9, bytes[place - 2] == 0xFF { return place }
            place -= 1
        }
        return nil
    }
}
