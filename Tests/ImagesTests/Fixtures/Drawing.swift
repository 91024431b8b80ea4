import Images

/// Pictures that look like something, each number another.
enum Drawing {
    /// Discs of any colour on a slope of colours.
    static func picture(_ seed: UInt64, width: Int = 256, height: Int = 256) -> PixelImage {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 33) % limit
        }
        let ground = (next(256), next(256), next(256))
        let discs = (0..<7).map { _ in
            (
                x: next(1000), y: next(1000), radius: 60 + next(200), red: next(256),
                green: next(256), blue: next(256)
            )
        }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for row in 0..<height {
            for column in 0..<width {
                let (x, y) = (column * 1000 / width, row * 1000 / height)
                var colour = (
                    (ground.0 + x / 8) % 256, (ground.1 + y / 8) % 256, ground.2
                )
                for disc in discs {
                    let (dx, dy) = (x - disc.x, y - disc.y)
                    if dx * dx + dy * dy < disc.radius * disc.radius {
                        colour = (disc.red, disc.green, disc.blue)
                    }
                }
                pixels += [UInt8(colour.0), UInt8(colour.1), UInt8(colour.2)]
            }
        }
        return PixelImage(width: width, height: height, pixels: pixels)
    }

    /// Four quarters of one colour each: red, green, blue and white, from the top left on.
    static func quarters(width: Int, height: Int) -> PixelImage {
        let colours: [[UInt8]] = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]
        return PixelImage(
            width: width, height: height,
            pixels: (0..<(width * height)).flatMap { place in
                let (x, y) = (place % width, place / width)
                return colours[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]
            })
    }
}
