import Images
import Testing

@Suite struct PictureInspectorTests {
    struct Case {
        var name: String?
        var isMismatch: Bool
    }

    @Test(arguments: [
        Case(name: nil, isMismatch: false), Case(name: "a", isMismatch: false),
        Case(name: "a.png", isMismatch: false), Case(name: "b/a.PnG", isMismatch: false),
        Case(name: "a.jpg", isMismatch: true), Case(name: "a.JPEG", isMismatch: true),
        Case(name: "a.bmp", isMismatch: true), Case(name: "a.txt", isMismatch: false),
        Case(name: "a.b/c", isMismatch: false), Case(name: "a.", isMismatch: false),
    ])
    func `an extension of another format is noted`(_ each: Case) throws {
        let file = Drawing.quarters(width: 30, height: 30).png()
        let report = try PictureInspector.inspect(
            file, name: each.name, rules: PictureRules(tier: .header))
        #expect(report.notes == (each.isMismatch ? [.extensionMismatch] : []))
    }

    /// What is stored decodes, and a stored copy of it is stored untouched.
    private func expectSound(
        _ report: PictureReport, _ source: [UInt8], _ rules: PictureRules
    ) throws(ImageFault) {
        let stored = report.replacement ?? source
        guard report.replacement != nil || rules.tier != .header else { return }
        let image = try ImageDecoder.decode(stored, limits: .unlimited)
        #expect((image.width, image.height) == (report.width, report.height))
    }

    struct Seed: CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var testDescription: String { name }
    }

    private static func seeds() throws -> [Seed] {
        let picture = Drawing.picture(2, width: 48, height: 40)
        let jpeg = try picture.jpeg(quality: 80)
        var gif = GIFFixture(frames: [.init(indexes: [0, 1, 2, 3, 3, 2, 1, 0])])
        gif.frames.append(gif.frames[0])
        let turned = jpeg[..<2] + EXIFFixture(orientation: 6).segment + jpeg[2...]
        let restarting = JPEGFixture(
            width: 99, height: 90, components: 3, sampling: (2, 2), restartInterval: 4)
        return [
            Seed(name: "JPEG", bytes: Array(turned)),
            Seed(name: "JPEG with restarts", bytes: restarting.bytes),
            Seed(name: "PNG", bytes: picture.png()), Seed(name: "GIF", bytes: gif.bytes),
            Seed(name: "WebP", bytes: WebPFixture.picture),
        ]
    }

    /// Changes a few bytes, or cuts, by a seed.
    private static func mutated(_ file: [UInt8], _ generator: inout Mutations) -> [UInt8] {
        var file = file
        for _ in 0...generator.next(3) where !file.isEmpty {
            let place = generator.next(file.count)
            switch generator.next(5) {
            case 0: file[place] ^= 1 << UInt8(generator.next(8))
            case 1: file[place] = UInt8(generator.next(256))
            case 2: file.removeLast(generator.next(max(1, file.count / 3)))
            case 3: file.insert(UInt8(generator.next(256)), at: place)
            default: file[place % min(file.count, 200)] = [0, 1, 0x7F, 0xFF][generator.next(4)]
            }
        }
        return file
    }

    private struct Mutations {
        var state: UInt64
        mutating func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    @Test(arguments: try seeds())
    func `no changed header is read past its end`(seed: Seed) {
        var generator = Mutations(state: UInt64(seed.bytes.count) &+ 1)
        var (read, refused) = (0, 0)
        for _ in 0..<300 {
            let file = Self.mutated(seed.bytes, &generator)
            do throws(ImageFault) {
                let header = try ImageHeader.read(file)
                read += 1
                #expect(header.width > 0 && header.height > 0)
            } catch {
                refused += 1
            }
        }
        #expect(read + refused == 300)
    }

    @Test(arguments: try seeds(), PictureTier.allCases)
    func `whatever bytes come, what is stored decodes`(seed: Seed, tier: PictureTier) {
        var generator = Mutations(state: UInt64(seed.bytes.count))
        var limits = ImageLimits(maxPixels: 1 << 18, minSide: 1)
        limits.maxFrames = 10
        var (taken, refused) = (0, 0)
        for round in 0..<80 {
            let file = Self.mutated(seed.bytes, &generator)
            let rules = PictureRules(
                tier: tier, limits: limits, wantsHash: tier != .header && round % 2 == 0)
            var report: PictureReport?
            do throws(ImageFault) {
                report = try PictureInspector.inspect(file, name: nil, rules: rules)
                taken += 1
            } catch {
                refused += 1
                #expect(!error.reason.isEmpty && !error.detail.isEmpty)
            }
            if let report {
                #expect(throws: Never.self) { try expectSound(report, file, rules) }
            }
        }
        #expect(taken + refused == 80 && refused > 0)
    }
}
