import Records

/// Checks a JPEG by rules.
struct JPEGInspection {
    private let header: JPEGHeader
    private let rules: PictureRules
    private var notes: [PictureNote] = []
    private var grid: GreyGrid?
    private var isCMYK: Bool { header.componentCount == 4 }
    /// Where the end mark ends.
    private var end: Int

    static func inspect(
        _ bytes: RawSpan, _ rules: PictureRules
    ) throws(ImageFault) -> PictureReport {
        var inspection = try JPEGInspection(bytes, rules)
        return try inspection.report(bytes)
    }

    private init(_ bytes: RawSpan, _ rules: PictureRules) throws(ImageFault) {
        self.rules = rules
        header = try JPEGHeader(bytes)
        try rules.limits.check(
            width: header.width, height: header.height, byteCount: bytes.byteCount)
        guard let end = header.end(in: bytes) else {
            throw ImageFault(ImageFault.truncated, "the file ends before its end mark")
        }
        self.end = end
    }

    private mutating func report(_ bytes: RawSpan) throws(ImageFault) -> PictureReport {
        let change = try rules.change(
            width: header.width, height: header.height, exif: header.exif,
            hasBadProfile: header.profile.isDamaged,
            refusal: header.hasBadSegment
                ? ImageFault(ImageFault.badMetadata, "a segment beside the pixels is too short")
                : nil)
        notes += change.notes
        if header.componentCount != 3 { notes.append(.convertToRGB) }
        if isCMYK { try rules.colour.refuse(.convertToRGB, "the picture is CMYK") }
        // What is copied without its metadata must be whole.
        if rules.effectiveTier != .header || change.strips { try check(bytes) }
        if end < bytes.byteCount { notes.append(.trailingData) }
        var image: PixelImage?
        var replacement: [UInt8]?
        if isCMYK || change.size != nil {
            image = try decode(bytes, change)
        } else if change.orientation != 1 {
            replacement = JPEGTransformer.turned(bytes, orientation: change.orientation)
            if replacement == nil { image = try decode(bytes, change) }
        } else if change.strips {
            replacement = try JPEGRewriter.stripped(bytes, end: end)
        }
        if let image { replacement = try image.jpeg() }
        let swaps = change.upright.swapsAxes
        return PictureReport(
            format: .jpeg, source: .jpeg,
            width: image?.width ?? (swaps ? header.height : header.width),
            height: image?.height ?? (swaps ? header.width : header.height),
            replacement: replacement, notes: notes,
            hash: grid.flatMap { PerceptualHash($0, change.upright) })
    }

    /// Follows the codes, and decodes the pixels where that is asked for or the file is unusual.
    private mutating func check(_ bytes: RawSpan) throws(ImageFault) {
        let (header, rules) = (header, rules)
        // A hash needs some blocks; a picture of few is quickly decoded.
        let isSmall = min(header.width, header.height) < PerceptualHash.side * 4
        // Starting already finds what libjpeg does not read.
        let finding = try JPEGDecoder.with(bytes, header) { decoder throws(ImageFault) in
            let hasBlocks = decoder.hasBrightness && !isSmall
            let outcome = try JPEGScan.run(
                bytes, header, wantsGrid: rules.wantsHash && hasBlocks)
            if case .damaged(let detail) = outcome {
                throw ImageFault(ImageFault.decodeWarning, detail)
            }
            if case .clean(let finding) = outcome, rules.effectiveTier != .full,
                !rules.wantsHash || hasBlocks
            {
                return finding
            }
            var survey = PixelSurvey(
                width: header.width, height: header.height, wantsGrid: rules.wantsHash)
            try survey.run(decoder)
            return JPEGScan.Finding(
                isFlat: survey.isFlat, grid: survey.grid,
                end: bytes.byteCount - decoder.trailingByteCount)
        }
        (grid, end) = (finding.grid, finding.end)
        if finding.isFlat { notes.append(.degenerate) }
    }

    /// The pixels, upright and no more than wanted.
    private func decode(
        _ bytes: RawSpan, _ change: PictureChange
    ) throws(ImageFault) -> PixelImage {
        var shrink = 1
        if let size = change.size {
            // libjpeg makes a half, a quarter or an eighth faster than the whole.
            while shrink < 8, header.width / (shrink * 2) >= size.width,
                header.height / (shrink * 2) >= size.height
            { shrink *= 2 }
        }
        let image = try JPEGDecoder.with(bytes, header, shrink: shrink) {
            rows throws(ImageFault) in
            try rows.readAll()
        }
        return change.apply(to: image)
    }
}
