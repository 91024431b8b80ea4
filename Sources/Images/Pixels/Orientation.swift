/// How the axes of a picture change so that it stands upright.
///
/// A pixel (x, y) of the result is the pixel (X, Y) of the source: X is x, or y where the axes change
/// places, counted from the other end where it is mirrored; and Y likewise.
struct Orientation: Equatable {
    let swapsAxes: Bool
    let mirrorsX: Bool
    let mirrorsY: Bool

    /// From the number in EXIF, 1 to 8 (CIPA DC-008, tag 0x0112); any other is upright.
    init(exif: Int) {
        swapsAxes = (5...8).contains(exif)
        mirrorsX = [2, 3, 7, 8].contains(exif)
        mirrorsY = [3, 4, 6, 7].contains(exif)
    }

    /// Calls `move` with each place of the result and the place of the source it is taken from,
    /// both counted row by row.
    func forEach(width: Int, height: Int, _ move: (_ target: Int, _ source: Int) -> Void) {
        let (columns, rows) = swapsAxes ? (height, width) : (width, height)
        for row in 0..<rows {
            for column in 0..<columns {
                var (x, y) = swapsAxes ? (row, column) : (column, row)
                if mirrorsX { x = width - 1 - x }
                if mirrorsY { y = height - 1 - y }
                move(row * columns + column, y * width + x)
            }
        }
    }
}

extension PixelImage {
    /// The picture upright, where its EXIF says how it is turned.
    func turned(_ orientation: Orientation) -> PixelImage {
        guard orientation != Orientation(exif: 1) else { return self }
        var result = [UInt8](repeating: 0, count: pixels.count)
        let source = pixels
        orientation.forEach(width: width, height: height) { target, place in
            for channel in 0..<3 { result[target * 3 + channel] = source[place * 3 + channel] }
        }
        let swaps = orientation.swapsAxes
        return PixelImage(
            width: swaps ? height : width, height: swaps ? width : height, pixels: result)
    }
}
