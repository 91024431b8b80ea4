/// Gives the rows of a picture from top to bottom, so that no more of it than needed is in memory.
/// Whatever a library would only warn of is a fault.
protocol RowDecoder: AnyObject {
    /// Pixels in a row.
    var width: Int { get }
    /// Rows.
    var height: Int { get }

    /// Writes red, green and blue of each pixel of the next row.
    ///
    /// - Precondition: from `place` on there is room for `width` times 3 bytes.
    func read(into pixels: inout [UInt8], at place: Int) throws(ImageFault)

    /// Reads up to the end mark, after the last row.
    func finish() throws(ImageFault)
}

extension RowDecoder {
    /// All rows.
    func readAll() throws(ImageFault) -> PixelImage {
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for row in 0..<height { try read(into: &pixels, at: row * width * 3) }
        try finish()
        return PixelImage(width: width, height: height, pixels: pixels)
    }
}
