import Records

/// Checks a PNG by rules.
struct PNGInspection {
    private let header: PNGHeader
    private let chunks: PNGChunks
    private let rules: PictureRules
    private var notes: [PictureNote] = []
    private var grid: GreyGrid?
    private var hasClearPixels = false
    private var hasBadAdler = false

    static func inspect(
        _ bytes: RawSpan, _ rules: PictureRules
    ) throws(ImageFault) -> PictureReport {
        var inspection = try PNGInspection(bytes, rules)
        return try inspection.report(bytes)
    }

    private init(_ bytes: RawSpan, _ rules: PictureRules) throws(ImageFault) {
        self.rules = rules
        header = try PNGHeader(bytes)
        try rules.limits.check(
            width: header.width, height: header.height, byteCount: bytes.byteCount)
        chunks = try PNGChunks(
            bytes, header, sums: rules.effectiveTier != .header, texts: true)
        try rules.limits.check(frames: chunks.frames)
    }

    /// Grey of 16 bits, which Pillow turns white when it makes it RGB.
    private var isDeepGrey: Bool { header.colour == .grey && header.depth == 16 }

    private mutating func report(_ bytes: RawSpan) throws(ImageFault) -> PictureReport {
        var change = try rules.change(
            width: header.width, height: header.height, exif: chunks.exif,
            hasBadProfile: chunks.profile.isDamaged, refusal: chunks.refusal)
        notes += change.notes
        if header.depth == 16 || ![.rgb, .rgba].contains(header.colour) {
            notes.append(.convertToRGB)
        }
        if isDeepGrey { try rules.colour.refuse(.convertToRGB, "the picture is grey of 16 bits") }
        if chunks.hasAlpha { notes.append(.flattenAlpha) }
        if chunks.isAnimated {
            guard rules.animation == .first else {
                throw ImageFault(PictureNote.animated.rawValue, "\(chunks.frames) pictures")
            }
            change.strips = true
            notes.append(.animated)
        }
        if chunks.end == nil {
            guard rules.damage == .reencode else {
                throw ImageFault(ImageFault.truncated, "the file ends before its end mark")
            }
            change.strips = true
            notes.append(.truncatedTail)
        }
        if let end = chunks.end, end < bytes.byteCount { notes.append(.trailingData) }
        // What is left out or laid over white must be seen before.
        if rules.effectiveTier != .header || change.strips || chunks.hasAlpha {
            try check(bytes)
        }
        return try store(bytes, change)
    }

    private func store(
        _ bytes: RawSpan, _ change: PictureChange
    ) throws(ImageFault) -> PictureReport {
        let needsPixels =
            isDeepGrey || hasClearPixels || hasBadAdler || change.orientation != 1
            || change.size != nil
        var image: PixelImage?
        var replacement: [UInt8]?
        if needsPixels {
            let all = PNGRewriter.stripped(bytes, end: chunks.lastEnd)
            let decoded = try decode(all)
            image = change.apply(to: decoded)
            replacement = image?.png()
        } else if change.strips {
            replacement = PNGRewriter.stripped(bytes, end: chunks.lastEnd)
        }
        return PictureReport(
            format: .png, source: .png, width: image?.width ?? header.width,
            height: image?.height ?? header.height, replacement: replacement, notes: notes,
            hash: grid.flatMap { PerceptualHash($0, change.upright) })
    }

    private func decode(_ file: [UInt8]) throws(ImageFault) -> PixelImage {
        try PNGDecoder.with(unsafe file.span.bytes, header, ignoringAdler: hasBadAdler) {
            rows throws(ImageFault) in
            try rows.readAll()
        }
    }

    /// Decodes the pixels row by row; once more without their checksum where it alone is wrong.
    private mutating func check(_ bytes: RawSpan) throws(ImageFault) {
        if rules.effectiveTier == .header {
            _ = try PNGChunks(bytes, header, sums: true, texts: false)
        }
        var survey: PixelSurvey
        do throws(ImageFault) {
            survey = try decoded(bytes)
        } catch {
            guard error.reason == ImageFault.badAdler32, rules.damage == .reencode else {
                throw error
            }
            hasBadAdler = true
            notes.append(.badAdler32)
            survey = try decoded(bytes)
        }
        grid = survey.grid
        if survey.isFlat { notes.append(.degenerate) }
    }

    private mutating func decoded(_ bytes: RawSpan) throws(ImageFault) -> PixelSurvey {
        let file = chunks.end == nil ? PNGRewriter.stripped(bytes, end: chunks.lastEnd) : []
        let span = unsafe file.isEmpty ? bytes : file.span.bytes
        let (header, wantsHash) = (header, rules.wantsHash)
        let (survey, isClear, isBad) = try PNGDecoder.with(
            span, header, ignoringAdler: hasBadAdler
        ) { rows throws(ImageFault) in
            var survey = PixelSurvey(
                width: header.width, height: header.height, wantsGrid: wantsHash)
            try survey.run(rows)
            return (survey, rows.hasClearPixels, rows.hasBadIndexes)
        }
        if isBad { notes.append(.badPaletteIndex) }
        hasClearPixels = isClear
        if isClear { try rules.alpha.refuse(.flattenAlpha, "pixels are clear") }
        return survey
    }
}
