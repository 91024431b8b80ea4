/// What is learnt of a picture while its pixels pass by.
struct PixelSurvey {
    /// The brightness for a hash, if wanted.
    private(set) var grid: GreyGrid?
    /// Whether all pixels so far have one colour.
    private(set) var isFlat = true
    private var colour: (UInt8, UInt8, UInt8)?

    /// A survey of a picture of this size.
    init(width: Int, height: Int, wantsGrid: Bool) {
        if wantsGrid { grid = GreyGrid(width: width, height: height) }
    }

    /// Looks at the next row: red, green and blue of each pixel.
    mutating func add(row: Span<UInt8>, at y: Int) {
        grid?.add(row: row, at: y)
        var place = 0
        while isFlat, place < row.count {
            let pixel = (row[place], row[place + 1], row[place + 2])
            if let colour { isFlat = colour == pixel } else { colour = pixel }
            place += 3
        }
    }

    /// Looks at the rows that a decoder gives, and keeps none.
    mutating func run(_ rows: some RowDecoder) throws(ImageFault) {
        var row = [UInt8](repeating: 0, count: rows.width * 3)
        for y in 0..<rows.height {
            try rows.read(into: &row, at: 0)
            add(row: row.span, at: y)
        }
        try rows.finish()
    }

    /// Looks at a picture in memory.
    mutating func run(_ image: PixelImage) {
        for y in 0..<image.height {
            let row = (y * image.width * 3)..<((y + 1) * image.width * 3)
            add(row: image.pixels.span.extracting(row), at: y)
        }
    }
}
