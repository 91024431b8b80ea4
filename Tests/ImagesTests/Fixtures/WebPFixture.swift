/// Small WebP files, and their chunks.
enum WebPFixture {
    /// 30 by 28 pixels: red, but the left half blue, of which the lower half is clear.
    static let picture: [UInt8] = file([chunk("VP8L", pixels)])

    /// The pixels of `picture`, lossless.
    static let pixels: [UInt8] = [
        0x2F, 0x1D, 0xC0, 0x06, 0x10, 0x17, 0x10, 0xF3, 0x2F, 0x20, 0x28, 0xF2, 0x7F, 0xB4, 0xF9,
        0x0F, 0xE3, 0xC0, 0x2C, 0x23, 0x49, 0x5B, 0x9F, 0xDF, 0xFA, 0xBC, 0xC4, 0x4B, 0x9C, 0xEB,
        0xF5, 0x11, 0xFD, 0x0F, 0xF5, 0xDB, 0x66, 0x07, 0xB8, 0x2D,
    ]

    /// A file of these chunks.
    static func file(_ chunks: [[UInt8]]) -> [UInt8] {
        let body = Array("WEBP".utf8) + chunks.flatMap { $0 }
        return Array("RIFF".utf8) + little(body.count, 4) + body
    }

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(data.count, 4) + data
            + [UInt8](repeating: 0, count: data.count % 2)
    }

    /// The header of a file with more than pixels.
    static func extended(flags: UInt8, width: Int, height: Int) -> [UInt8] {
        chunk("VP8X", [flags, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3))
    }

    /// A picture of an animation.
    static func frame(x: Int, y: Int) -> [UInt8] {
        chunk(
            "ANMF",
            little(x / 2, 3) + little(y / 2, 3) + little(29, 3) + little(27, 3)
                + [100, 0, 0, 0] + chunk("VP8L", pixels))
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
