internal import CPNG

/// What the chunks of a PNG file are, found in one walk to its end mark.
struct PNGChunks {
    /// Whether pixels may be clear.
    private(set) var hasAlpha = false
    /// Whether there are chunks of an animation.
    private(set) var isAnimated = false
    /// The pictures of an animation; 1 without one.
    private(set) var frames = 1
    /// What its EXIF says.
    private(set) var exif = EXIF()
    /// Its colour profile, which is passed over.
    private(set) var profile = ICCProfile()
    /// Why Pillow, with which trainers open pictures, refuses a chunk beside the pixels.
    private(set) var refusal: ImageFault?
    /// Where the end mark ends; nothing where it is not there.
    private(set) var end: Int?
    /// Where the last whole chunk ends.
    private(set) var lastEnd = PNGHeader.signatureByteCount
    private var hasPixels = false
    private var textByteCount = 0

    /// The most bytes that a compressed text or a colour profile may have, and all texts together:
    /// what Pillow accepts.
    private static let maximumText = 1 << 20
    private static let maximumTexts = 64 << 20

    /// Walks the chunks.
    ///
    /// - Parameters:
    ///   - header: what `PNGHeader` has read.
    ///   - sums: whether to check the chunks' checksums.
    ///   - texts: whether to inflate what is compressed beside the pixels.
    /// - Throws: an `ImageFault` where the file is cut inside its pixels or a checksum is wrong.
    init(
        _ bytes: RawSpan, _ header: PNGHeader, sums: Bool, texts: Bool
    ) throws(ImageFault) {
        hasAlpha = header.colour == .greyAlpha || header.colour == .rgba
        while end == nil, let chunk = try next(bytes) {
            if sums {
                try PNGChunks.check(bytes, chunk)
            }
            try read(chunk, bytes.extracting(chunk.data), header, texts: texts)
            lastEnd = chunk.data.upperBound + 4
        }
        guard hasPixels else {
            throw ImageFault(
                end == nil ? ImageFault.truncated : ImageFault.badHeader,
                "the file holds no pixels")
        }
    }

    /// The next chunk; nothing where the file ends after its pixels without an end mark.
    private func next(_ bytes: RawSpan) throws(ImageFault) -> PNGChunk? {
        let place = lastEnd
        guard bytes.byteCount - place >= 12 else {
            if hasPixels { return nil }
            throw ImageFault(ImageFault.truncated, "the file ends before its pixels")
        }
        let chunk = PNGChunk(bytes, at: place)
        guard chunk.isNamed else {
            throw ImageFault(ImageFault.badHeader, "there is no chunk at \(place)")
        }
        guard chunk.data.upperBound <= bytes.byteCount - 4 else {
            if hasPixels, chunk.type != PNGChunk.pixels { return nil }
            throw ImageFault(
                ImageFault.truncated,
                "the chunk \(chunk.name) at \(place) has \(chunk.data.count) bytes, "
                    + "more than are left")
        }
        return chunk
    }

    private static func check(_ bytes: RawSpan, _ chunk: PNGChunk) throws(ImageFault) {
        let range = (chunk.data.lowerBound - 4)..<chunk.data.upperBound
        let sum = unsafe bytes.extracting(range).withUnsafeBytes { all in
            unsafe cpng_crc(all.baseAddress?.assumingMemoryBound(to: UInt8.self), all.count)
        }
        guard Int(sum) == bytes.big32(chunk.data.upperBound) else {
            throw ImageFault(
                ImageFault.badCRC,
                "the chunk \(chunk.name) at \(range.lowerBound - 4) has a wrong checksum")
        }
    }

    private mutating func read(
        _ chunk: PNGChunk, _ data: RawSpan, _ header: PNGHeader, texts: Bool
    ) throws(ImageFault) {
        if chunk.isAnimation { isAnimated = true }
        switch chunk.type {
        case PNGChunk.pixels: hasPixels = true
        case PNGChunk.end: end = chunk.data.upperBound + 4
        case PNGChunk.transparency:
            // libpng passes over one that comes late, and Pillow refuses one that is too short.
            guard !hasPixels, data.byteCount >= header.clearColourByteCount else {
                throw ImageFault(ImageFault.badHeader, "the clear colour is out of place or short")
            }
            hasAlpha = true
        case PNGChunk.exif: exif = EXIF(data)
        case PNGChunk.animation where data.byteCount >= 8: frames = max(1, data.big32(0))
        default: break
        }
        if let detail = chunk.refusal(data) {
            refuse(ImageFault.badMetadata, "the chunk \(chunk.name) \(detail)")
        }
        if let stream = chunk.compressedText(data) {
            if texts { inflate(data.extracting(stream), chunk) }
        } else if chunk.isText {
            textByteCount += data.byteCount
        }
        if textByteCount > PNGChunks.maximumTexts {
            refuse(
                ImageFault.metadataBomb,
                "the texts have more than \(PNGChunks.maximumTexts) bytes")
        }
    }

    private mutating func inflate(_ stream: RawSpan, _ chunk: PNGChunk) {
        // One bomb is enough, and a thousand would take their time.
        guard refusal?.reason != ImageFault.metadataBomb else { return }
        var start = [UInt8](repeating: 0, count: ICCProfile.headerByteCount)
        let count = unsafe stream.withUnsafeBytes { stream in
            unsafe cpng_inflate(
                stream.baseAddress?.assumingMemoryBound(to: UInt8.self), stream.count,
                PNGChunks.maximumText, &start, start.count)
        }
        if count > PNGChunks.maximumText {
            refuse(
                ImageFault.metadataBomb,
                "the chunk \(chunk.name) inflates to more than \(PNGChunks.maximumText) bytes")
        }
        textByteCount += count
        if chunk.type == PNGChunk.profile, count <= PNGChunks.maximumText {
            profile.add(start: unsafe start.span.bytes, byteCount: count)
        }
    }

    private mutating func refuse(_ reason: String, _ detail: String) {
        if refusal == nil || reason == ImageFault.metadataBomb {
            refusal = ImageFault(reason, detail)
        }
    }
}
