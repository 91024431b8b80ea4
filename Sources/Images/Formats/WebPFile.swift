internal import CWebP

/// A WebP file (RFC 9649): its chunks, and its first picture.
struct WebPFile {
    /// Width in pixels.
    private(set) var width = 0
    /// Height in pixels.
    private(set) var height = 0
    /// How many pictures there are.
    private(set) var frames = 1
    /// Whether pixels may be clear.
    private(set) var hasAlpha = false
    /// Whether there is a colour profile.
    private(set) var hasProfile = false
    /// What its EXIF says.
    private(set) var exif = EXIF()
    private var isAnimated = false
    /// What libwebp decodes: the file, or the chunks of an animation's first picture.
    private var picture = 0..<0
    private var (x, y, pictureWidth, pictureHeight) = (0, 0, 0, 0)

    /// Reads the chunks.
    init(_ bytes: RawSpan) throws(ImageFault) {
        guard bytes.byteCount >= 20 else { throw WebPFile.cut }
        let end = bytes.little32(4).addingReportingOverflow(8).partialValue
        guard end <= bytes.byteCount else { throw WebPFile.cut }
        picture = 0..<end
        var place = 12
        var count = 0
        while place + 8 <= end {
            let length = bytes.little32(place + 4)
            guard length <= end - place - 8 else { throw WebPFile.cut }
            try read(bytes, place, (place + 8)..<(place + 8 + length), &count)
            place += 8 + length + length & 1
        }
        guard width > 0, height > 0 else {
            throw ImageFault(ImageFault.badHeader, "the WebP has no picture")
        }
        if isAnimated {
            frames = count
            guard count > 0, x + pictureWidth <= width, y + pictureHeight <= height else {
                throw ImageFault(ImageFault.badHeader, "the first picture does not fit the WebP")
            }
        } else {
            (pictureWidth, pictureHeight) = (width, height)
        }
    }

    private mutating func read(
        _ bytes: RawSpan, _ place: Int, _ range: Range<Int>, _ count: inout Int
    ) throws(ImageFault) {
        let data = bytes.extracting(range)
        func require(_ byteCount: Int) throws(ImageFault) {
            guard data.byteCount >= byteCount else {
                throw ImageFault(ImageFault.badHeader, "a WebP chunk of \(data.byteCount) bytes")
            }
        }
        func number24(_ place: Int) -> Int { data.little16(place) | Int(data[place + 2]) << 16 }
        if bytes.holds("VP8X", at: place) {
            try require(10)
            isAnimated = data[0] & 0x02 != 0
            hasAlpha = data[0] & 0x10 != 0
            (width, height) = (number24(4) + 1, number24(7) + 1)
        } else if bytes.holds("ANMF", at: place) {
            try require(16)
            if count == 0 {
                (x, y) = (number24(0) * 2, number24(3) * 2)
                (pictureWidth, pictureHeight) = (number24(6) + 1, number24(9) + 1)
                if isAnimated { picture = (range.lowerBound + 16)..<range.upperBound }
            }
            count += 1
        } else if bytes.holds("ICCP", at: place) {
            hasProfile = true
        } else if bytes.holds("EXIF", at: place) {
            let prefix = data.holds("Exif\0\0") ? 6 : 0
            exif = EXIF(data.extracting(droppingFirst: prefix))
        } else if bytes.holds("VP8 ", at: place), width == 0 {
            try require(10)
            (width, height) = (data.little16(6) & 0x3FFF, data.little16(8) & 0x3FFF)
        } else if bytes.holds("VP8L", at: place), width == 0 {
            try require(5)
            let sizes = data.little32(1)
            (width, height) = (sizes & 0x3FFF + 1, sizes >> 14 & 0x3FFF + 1)
            hasAlpha = sizes >> 28 & 1 == 1
        }
    }

    /// The first picture over white, and whether a pixel of it let the white through.
    func decode(
        _ bytes: RawSpan
    ) throws(ImageFault) -> (image: PixelImage, hasClearPixels: Bool) {
        let (byteCount, overflow) = pictureWidth.multipliedReportingOverflow(by: pictureHeight * 4)
        guard !overflow else {
            throw ImageFault(ImageFault.tooManyPixels, "\(pictureWidth)x\(pictureHeight) pixels")
        }
        var rgba = [UInt8](repeating: 0, count: byteCount)
        let isDecoded = unsafe bytes.extracting(picture).withUnsafeBytes { source in
            let start = unsafe source.baseAddress?.assumingMemoryBound(to: UInt8.self)
            var (actualWidth, actualHeight): (Int32, Int32) = (0, 0)
            guard
                unsafe WebPGetInfo(start, source.count, &actualWidth, &actualHeight) != 0,
                Int(actualWidth) == pictureWidth, Int(actualHeight) == pictureHeight
            else { return false }
            return unsafe WebPDecodeRGBAInto(
                start, source.count, &rgba, byteCount, Int32(pictureWidth * 4)) != nil
        }
        guard isDecoded else {
            throw ImageFault(ImageFault.decodeWarning, "libwebp does not decode the picture")
        }
        return layOverWhite(rgba)
    }

    private func layOverWhite(_ rgba: [UInt8]) -> (image: PixelImage, hasClearPixels: Bool) {
        var pixels = [UInt8](repeating: 255, count: width * height * 3)
        var hasClearPixels = (pictureWidth, pictureHeight) != (width, height)
        for row in 0..<pictureHeight {
            var source = row * pictureWidth * 4
            var target = ((y + row) * width + x) * 3
            for _ in 0..<pictureWidth {
                let alpha = Int(rgba[source + 3])
                if alpha != 255 { hasClearPixels = true }
                for channel in 0..<3 {
                    let colour = Int(rgba[source + channel]) * alpha + 255 * (255 - alpha)
                    pixels[target + channel] = UInt8((colour + 127) / 255)
                }
                source += 4
                target += 3
            }
        }
        return (PixelImage(width: width, height: height, pixels: pixels), hasClearPixels)
    }

    private static var cut: ImageFault {
        ImageFault(ImageFault.truncated, "the WebP ends before its last chunk does")
    }
}
