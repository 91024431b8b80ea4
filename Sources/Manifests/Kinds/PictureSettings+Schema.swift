import Records

extension PictureSettings {
    /// The `pictures` key of a data set.
    static let schema = ObjectSchema(
        "how pictures are checked and converted", initial: PictureSettings(),
        fields: [
            Field(
                "validate", \.validate, .choice,
                "how closely: `header` reads format, size and end mark, `entropy` decodes all "
                    + "compressed data, `full` makes all pixels"),
            Field(
                "max_pixels", \.maxPixels, .integer(from: 1, to: 1 << 40),
                "the most pixels of a picture"),
            Field(
                "max_bytes", \.maxBytes, .byteCount(from: 1),
                "the most bytes of a picture's file"),
            Field(
                "min_side", \.minSide, .integer(from: 1, to: 1 << 20),
                "the least width and height, in pixels"),
            Field(
                "max_aspect", \.maxAspect, .real(from: 1),
                "the largest ratio of the longer to the shorter side"),
            Field(
                "downscale", \.downscale, .optional(.integer(from: 784, to: 1 << 40)),
                "the pixels that a larger picture is scaled down to; `~` leaves sizes alone"),
            Field(
                "orientation", \.orientation, .choice,
                "pictures that their metadata turns: `apply` stores them upright"),
            Field(
                "colour", \.colour, .choice,
                "CMYK, and grey of 16 bits, which readers show wrong: `convert` stores RGB"),
            Field(
                "alpha", \.alpha, .choice,
                "clear pixels: `convert` lays the picture over white"),
            Field(
                "animation", \.animation, .choice,
                "pictures with several frames: `first` stores the first"),
            Field("other_formats", \.otherFormats, .choice, "WebP and GIF: `convert` stores PNG"),
            Field(
                "damaged_metadata", \.damagedMetadata, .choice,
                "sound pixels with metadata that readers refuse: `convert` stores the pixels"),
            Field(
                "privacy", \.privacy, .choice,
                "positions in metadata: `warn` leaves them, `strip` takes all metadata out"),
        ])
}
