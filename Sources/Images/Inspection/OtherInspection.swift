import Records

/// Checks a GIF or WebP by rules, and makes a PNG of it.
enum OtherInspection {
    static func inspect(gif bytes: RawSpan, _ rules: PictureRules) throws(ImageFault)
        -> PictureReport
    {
        try refuse("a GIF", rules)
        let file = try GIFFile(bytes)
        try rules.limits.check(
            width: file.width, height: file.height, byteCount: bytes.byteCount)
        let change = try change(
            rules, width: file.width, height: file.height, exif: EXIF(), frames: file.frames)
        return report(
            .gif, try file.decode(bytes), change, rules,
            file.hasEnd ? [.convertToRGB] : [.convertToRGB, .truncatedTail])
    }

    static func inspect(
        webp bytes: RawSpan, _ rules: PictureRules
    ) throws(ImageFault) -> PictureReport {
        try refuse("a WebP", rules)
        let file = try WebPFile(bytes)
        try rules.limits.check(
            width: file.width, height: file.height, byteCount: bytes.byteCount)
        let change = try change(
            rules, width: file.width, height: file.height, exif: file.exif, frames: file.frames)
        let (image, hasClearPixels) = try file.decode(bytes)
        if hasClearPixels { try rules.alpha.refuse(.flattenAlpha, "pixels are clear") }
        return report(.webp, image, change, rules, file.hasAlpha ? [.flattenAlpha] : [])
    }

    private static func refuse(_ kind: String, _ rules: PictureRules) throws(ImageFault) {
        guard rules.otherFormats == .convert else {
            throw ImageFault(
                ImageFault.unsupportedFormat, "\(kind); the rules take PNG and JPEG alone")
        }
    }

    private static func change(
        _ rules: PictureRules, width: Int, height: Int, exif: EXIF, frames: Int
    ) throws(ImageFault) -> PictureChange {
        var change = try rules.change(
            width: width, height: height, exif: exif, hasBadProfile: false, refusal: nil)
        try rules.limits.check(frames: frames)
        if frames > 1 {
            guard rules.animation == .first else {
                throw ImageFault(PictureNote.animated.rawValue, "\(frames) pictures")
            }
            change.notes.append(.animated)
        }
        return change
    }

    private static func report(
        _ source: SourceFormat, _ image: PixelImage, _ change: PictureChange,
        _ rules: PictureRules, _ notes: [PictureNote]
    ) -> PictureReport {
        var survey = PixelSurvey(
            width: image.width, height: image.height, wantsGrid: rules.wantsHash)
        survey.run(image)
        let stored = change.apply(to: image)
        return PictureReport(
            format: .png, source: source, width: stored.width, height: stored.height,
            replacement: stored.png(),
            notes: change.notes + notes + [.convertToPNG] + (survey.isFlat ? [.degenerate] : []),
            hash: survey.grid.flatMap { PerceptualHash($0, change.upright) })
    }
}
