extension PictureRules {
    /// What is changed in a picture, from what its header says.
    ///
    /// - Parameter refusal: why a reader refuses what stands beside the pixels.
    /// - Throws: an `ImageFault` where a rule refuses the picture.
    func change(
        width: Int, height: Int, exif: EXIF, hasBadProfile: Bool, refusal: ImageFault?
    ) throws(ImageFault) -> PictureChange {
        var change = PictureChange()
        if exif.orientation != 1 {
            switch orientation {
            case .apply:
                change.orientation = exif.orientation
                change.notes.append(.applyOrientation)
            case .keep: change.notes.append(.orientationKept)
            case .reject:
                throw ImageFault(
                    PictureNote.applyOrientation.rawValue,
                    "the picture is turned: EXIF orientation \(exif.orientation)")
            }
        }
        if case .downscale(let maxPixels) = oversize, width * height > maxPixels {
            change.size = PictureRules.size(width: width, height: height, maxPixels: maxPixels)
            change.notes.append(.downscale)
        }
        if let refusal {
            guard damage == .reencode else { throw refusal }
            change.strips = true
            change.notes.append(
                refusal.reason == ImageFault.metadataBomb ? .metadataBomb : .badMetadata)
        }
        try drop(.badEXIF, exif.isDamaged, "the EXIF cannot be read", &change)
        try drop(.badICC, hasBadProfile, "the colour profile is none", &change)
        if exif.hasPosition {
            change.strips = change.strips || privacy == .strip
            change.notes.append(.privacyMetadata)
        }
        return change
    }

    private func drop(
        _ note: PictureNote, _ isDamaged: Bool, _ detail: String, _ change: inout PictureChange
    ) throws(ImageFault) {
        guard isDamaged else { return }
        guard damage == .reencode else { throw ImageFault(note.rawValue, detail) }
        change.strips = true
        change.notes.append(note)
    }

    /// The largest size of the same shape with at most this many pixels.
    private static func size(
        width: Int, height: Int, maxPixels: Int
    ) -> (width: Int, height: Int) {
        let factor = (Double(maxPixels) / (Double(width) * Double(height))).squareRoot()
        return (max(1, Int(Double(width) * factor)), max(1, Int(Double(height) * factor)))
    }
}

extension PictureRules.Repair {
    /// Refuses what is not converted.
    func refuse(_ note: PictureNote, _ detail: String) throws(ImageFault) {
        if self == .reject { throw ImageFault(note.rawValue, detail) }
    }
}
