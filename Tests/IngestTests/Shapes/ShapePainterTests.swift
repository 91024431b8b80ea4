import Images
import Records
import Testing

@testable import Ingest

@Suite struct ShapePainterTests {
    private func board(_ object: ShapeScene.Object) -> PixelImage {
        var generator = CounterGenerator(Seed(1))
        return ShapePainter.paint(ShapeScene(objects: [object]), using: &generator)
    }

    /// The mean of a channel over some pixels.
    private func mean(_ image: PixelImage, _ channel: Int, _ isIn: (Int, Int) -> Bool) -> Double {
        var sum = 0.0
        var count = 0.0
        for row in 0..<48 {
            for column in 0..<48 where isIn(column, row) {
                sum += Double(image.pixels[3 * (48 * row + column) + channel]) / 255
                count += 1
            }
        }
        return sum / count
    }

    @Test(arguments: ShapeScene.colors.indices, ShapeScene.shapes.indices)
    func anObjectHasItsColorInItsCellOnly(_ color: Int, _ shape: Int) {
        let image = board(
            .init(cell: 5, color: color, shape: shape, radius: 6.5, right: 0, down: 0, gain: 1))
        for channel in 0..<3 {
            let inside = mean(image, channel) { abs($0 - 40) <= 1 && abs($1 - 24) <= 1 }
            #expect(abs(inside - ShapePainter.palette[color][channel]) < 0.12)
            let outside = mean(image, channel) { $0 < 32 || $1 < 16 || $1 >= 32 }
            #expect(abs(outside - 0.13) < 0.06)
        }
    }

    @Test func shapesCoverDifferentAreas() {
        let areas = ShapeScene.shapes.indices.map { shape in
            let outline = ShapeOutline(shape: shape, radius: 6)
            return (-80..<80).reduce(0) { sum, row in
                sum + (-80..<80).count { outline.contains(x: Double($0) / 10, y: Double(row) / 10) }
            }
        }
        // Circle, square, triangle, star: from large to small, no two alike.
        for (larger, smaller) in [(0, 1), (1, 2), (2, 3)] {
            #expect(Double(areas[larger]) > 1.05 * Double(areas[smaller]), "\(areas)")
        }
    }

    @Test func jitterAndTheLargestRadiusStayInTheCell() {
        for shape in ShapeScene.shapes.indices {
            let outline = ShapeOutline(shape: shape, radius: 6.5)
            for step in 0..<160 {
                let along = Double(step) / 10 - 8
                #expect(!outline.contains(x: 7, y: along) && !outline.contains(x: -7, y: along))
                #expect(!outline.contains(x: along, y: 7) && !outline.contains(x: along, y: -7))
            }
        }
    }

    @Test func noiseIsNormal() {
        let table = NoiseTable.shared
        let mean = table.reduce(0, +) / 4096
        let variance = table.reduce(0) { $0 + $1 * $1 } / 4096
        let fourth = table.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 4096
        #expect(abs(mean) < 1e-4)
        #expect(abs(variance - 1) < 0.002)
        #expect(abs(fourth - 3) < 0.05)
        #expect(table == table.sorted())
    }
}
