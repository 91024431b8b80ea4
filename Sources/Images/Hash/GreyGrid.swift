/// A picture's brightness, averaged over boxes of equal size. The last box of a row or column may
/// reach over the edge; what lies beyond does not count.
struct GreyGrid {
    /// The picture's size in pixels.
    let width: Int
    let height: Int
    /// The size of a box in pixels.
    let boxWidth: Int
    let boxHeight: Int
    /// Boxes in a row.
    let columns: Int
    /// Boxes in a column.
    let rows: Int
    /// The brightness of each box, row by row, 0 to 255 times `scale`.
    private(set) var means: [Int]
    private var rowSums: [Int]

    /// What means are multiplied by, so that they keep their fractions.
    static let scale = 16

    /// A grid whose boxes will be filled row of pixels by row of pixels.
    init(width: Int, height: Int, boxWidth: Int, boxHeight: Int) {
        self.width = width
        self.height = height
        self.boxWidth = boxWidth
        self.boxHeight = boxHeight
        columns = (width + boxWidth - 1) / boxWidth
        rows = (height + boxHeight - 1) / boxHeight
        means = [Int](repeating: 0, count: columns * rows)
        rowSums = [Int](repeating: 0, count: columns)
    }

    /// A grid fine enough for a perceptual hash.
    init(width: Int, height: Int) {
        self.init(
            width: width, height: height, boxWidth: max(1, width / PerceptualHash.side / 2),
            boxHeight: max(1, height / PerceptualHash.side / 2))
    }

    /// A grid of blocks of 8 by 8 pixels whose means are known.
    ///
    /// - Parameter stride: how many blocks a row of `blocks` has, `columns` or more.
    init(width: Int, height: Int, blocks: [UInt8], stride: Int) {
        self.init(width: width, height: height, boxWidth: 8, boxHeight: 8)
        for row in 0..<rows {
            for column in 0..<columns {
                means[row * columns + column] =
                    Int(blocks[row * stride + column]) * GreyGrid.scale
            }
        }
    }

    /// Adds a row of pixels: red, green and blue of each.
    mutating func add(row: Span<UInt8>, at y: Int) {
        var place = 0
        for column in 0..<columns {
            let count = min(boxWidth, width - column * boxWidth)
            var sum = 0
            for _ in 0..<count {
                // ITU-R BT.601, as JPEG's brightness.
                sum += 77 * Int(row[place]) + 150 * Int(row[place + 1]) + 29 * Int(row[place + 2])
                place += 3
            }
            rowSums[column] += sum
        }
        guard (y + 1) % boxHeight == 0 || y + 1 == height else { return }
        let line = y / boxHeight
        let lines = y + 1 - line * boxHeight
        for column in 0..<columns {
            let count = min(boxWidth, width - column * boxWidth) * lines
            means[line * columns + column] = rowSums[column] * GreyGrid.scale / (count * 256)
            rowSums[column] = 0
        }
    }

    /// The picture's brightness in `side` times `side` equal parts, each box counted as far as it
    /// lies in the part.
    func resampled(to side: Int) -> [Int] {
        let narrow = GreyGrid.sums(
            means, lines: rows, step: columns, cellStep: 1, cells: columns, box: boxWidth,
            length: width, parts: side)
        // `narrow` is rows by side; its columns are added up now, and stand as rows.
        let turned = GreyGrid.sums(
            narrow, lines: side, step: 1, cellStep: side, cells: rows, box: boxHeight,
            length: height, parts: side)
        var result = turned
        for row in 0..<side {
            for column in 0..<side {
                result[row * side + column] = turned[column * side + row] / (width * height)
            }
        }
        return result
    }

    /// Adds up lines of cells in `parts` equal parts each, times `length`.
    private static func sums(
        _ values: [Int], lines: Int, step: Int, cellStep: Int, cells: Int, box: Int, length: Int,
        parts: Int
    ) -> [Int] {
        var result = [Int](repeating: 0, count: lines * parts)
        for part in 0..<parts {
            // In units of a pixel's `parts`th: parts and boxes both end at whole numbers.
            let (start, end) = (part * length, (part + 1) * length)
            for cell in (start / (box * parts))..<min(cells, (end - 1) / (box * parts) + 1) {
                let from = max(start, cell * box * parts)
                let to = min(end, (cell + 1) * box * parts)
                for line in 0..<lines {
                    result[line * parts + part] +=
                        values[line * step + cell * cellStep] * (to - from)
                }
            }
        }
        return result
    }
}
