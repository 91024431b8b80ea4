import Images
import Testing

@Suite struct PerceptualHashTests {
    private func hash(_ file: [UInt8]) throws -> PerceptualHash {
        let report = try PictureInspector.inspect(
            file, name: nil, rules: PictureRules(wantsHash: true))
        return try #require(report.hash)
    }

    @Test(arguments: 1...8) func `encoding and size change few bits`(seed: UInt64) throws {
        let picture = Drawing.picture(seed)
        let original = try hash(picture.jpeg())
        let others = [
            try picture.jpeg(quality: 50), picture.png(),
            try picture.resized(width: 200, height: 150).jpeg(quality: 70),
            try picture.resized(width: 101, height: 97).jpeg(),
            picture.resized(width: 64, height: 64).png(),
            try Drawing.picture(seed, width: 512, height: 300).jpeg(),
        ]
        for other in others { #expect(try original.distance(to: hash(other)) <= 8) }
    }

    @Test func `other pictures are far away`() throws {
        let hashes = try (1...12).map { try hash(Drawing.picture($0).jpeg()) }
        for one in hashes.indices {
            for two in hashes.indices where one < two {
                #expect(hashes[one].distance(to: hashes[two]) > 12)
            }
        }
    }

    @Test func `half of the bits are set`() throws {
        #expect(try hash(Drawing.picture(5).png()).bits.nonzeroBitCount == 32)
    }

    @Test func `one colour has none`() throws {
        let flat = PixelImage(
            width: 200, height: 200, pixels: [UInt8](repeating: 90, count: 120_000))
        for file in [try flat.jpeg(), flat.png()] {
            let report = try PictureInspector.inspect(
                file, name: nil, rules: PictureRules(tier: .header, wantsHash: true))
            #expect(report.hash == nil && report.notes == [.degenerate])
        }
    }

    @Test func `it is made only where it is asked for`() throws {
        let report = try PictureInspector.inspect(
            Drawing.picture(1, width: 40, height: 40).png(), name: nil,
            rules: PictureRules(tier: .full))
        #expect(report.hash == nil)
    }

    @Test func `distances count bits`() {
        let (none, all) = (PerceptualHash(bits: 0), PerceptualHash(bits: .max))
        #expect(none.distance(to: all) == 64)
        #expect(none.distance(to: none) == 0)
        #expect(PerceptualHash(bits: 0b1010).distance(to: PerceptualHash(bits: 0b0110)) == 2)
    }
}
