import Images
import Records

/// Draws a board: 48×48 pixels, nine cells of 16×16, a dark tinted background, objects with soft
/// edges, and noise of a strength that differs from board to board.
enum ShapePainter {
    /// Side of a board, in pixels.
    static let side = 48
    /// Side of a cell, in pixels.
    static let cellSide = 16
    /// Sub-pixels per pixel and direction, for soft edges.
    static let subdivisions = 3

    /// Red, green and blue of the four colours, from 0 to 1.
    static let palette: [[Double]] = [
        [0.90, 0.16, 0.14], [0.15, 0.78, 0.22], [0.18, 0.34, 0.95], [0.93, 0.84, 0.14],
    ]

    /// The picture of a scene.
    static func paint(
        _ scene: ShapeScene, using generator: inout CounterGenerator
    ) -> PixelImage {
        let background = (0..<3).map { _ in 0.12 + 0.04 * (2 * generator.uniform() - 1) }
        let deviation = 0.04 + 0.12 * generator.uniform()
        var canvas = [Float](repeating: 0, count: side * side * 3)
        for pixel in 0..<(side * side) {
            for channel in 0..<3 { canvas[3 * pixel + channel] = Float(background[channel]) }
        }
        for object in scene.objects { draw(object, on: &canvas) }
        let noise = NoiseTable.shared
        var pixels = [UInt8](repeating: 0, count: canvas.count)
        var bits: UInt64 = 0
        for index in canvas.indices {
            if index % 5 == 0 { bits = generator.next() }
            let value = canvas[index] + Float(deviation) * noise[Int(bits & 0xFFF)]
            bits >>= 12
            pixels[index] = UInt8(max(0, min(255, value * 255 + 0.5)))
        }
        return PixelImage(width: side, height: side, pixels: pixels)
    }

    private static func draw(_ object: ShapeScene.Object, on canvas: inout [Float]) {
        let left = object.cell % 3 * cellSide
        let top = object.cell / 3 * cellSide
        let outline = ShapeOutline(shape: object.shape, radius: object.radius)
        let color = palette[object.color].map { Float($0 * object.gain) }
        let centre = Double(cellSide) / 2
        // No shape reaches further from its centre than 1.2 radii.
        let reach = 1.2 * object.radius + 1
        for row in 0..<cellSide where abs(Double(row) + 0.5 - centre - object.down) < reach {
            for column in 0..<cellSide
            where abs(Double(column) + 0.5 - centre - object.right) < reach {
                var hits = 0
                for part in 0..<(subdivisions * subdivisions) {
                    let x = Double(column) + (Double(part % subdivisions) + 0.5) / 3
                    let y = Double(row) + (Double(part / subdivisions) + 0.5) / 3
                    if outline.contains(
                        x: x - centre - object.right, y: y - centre - object.down)
                    {
                        hits += 1
                    }
                }
                if hits == 0 { continue }
                let cover = Float(hits) / Float(subdivisions * subdivisions)
                let base = 3 * ((top + row) * side + left + column)
                for channel in 0..<3 {
                    let before = canvas[base + channel]
                    canvas[base + channel] = before + cover * (color[channel] - before)
                }
            }
        }
    }
}
